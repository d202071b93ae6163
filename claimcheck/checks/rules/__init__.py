"""The rules: one file, one rule. The folder is the list; nothing is registered.

A rule's name is its file's, with hyphens. Its docstring is its manual page: one sentence, why it matters, and two
passages of YAML, under `Fails:` and `Passes:`, each a part of an incident (or of the shared files) in the invented
harbour of Sarn. It holds a `SEVERITY` and a function `check(collection)` that yields findings. A rule that has to see
every incident says `SCOPE = "collection"`.
"""

"""Two versions of a file of the collection, merged by section, record and key over the version that both come from.

`units.py` cuts a text into units of whole lines; `three.py` merges them; `rename.py` finds a record that one side gave
another id; `driver.py` is what git calls: it falls back to git's own merge of lines where a file cannot be cut so.
Nothing is ever decided about words: what both sides changed, each in its own way, is shown as git shows a conflict.
"""

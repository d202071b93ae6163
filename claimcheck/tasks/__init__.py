"""What a user does with a collection, without a terminal: open, check, mend, add, import, keep pages and answers.

Nothing here prints, asks or starts a process of its own: progress, questions and processes are arguments.
"""

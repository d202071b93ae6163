"""What is computed, worked out a second time: naively, from the design alone, with nothing of `claimcheck` in it.

It doubles as a reading of the design that can be run. Nothing here is fast, and nothing is shared: where the program
sorts, indexes and remembers, this looks at each pair of claims. What both get wrong in the same way is in the design.

    values       days and numbers, as uncertain as they were written
    ledger       the files, read into plain records: who says what, on which days, what was taken back
    clashes      which two claims cannot both hold, and what is reported of it
    states       the state of a question
    positions    what a party says, no longer says, does not say; which words stand for it
    origins      to whose voices the reports go back
    as_of        what could be read, or had been said, by the end of a day
"""

from __future__ import annotations

"""`python -m tests.faults.importing`: as light as the program's own entrance.

A workbook is opened in a process of its own, which first imports what this one was started with.
"""

if __name__ == "__main__":
    from tests.faults.reading_in import main

    main()

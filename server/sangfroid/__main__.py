"""`python -m sangfroid` is the command line."""

from sangfroid.cli import main

if __name__ == "__main__":
    main()

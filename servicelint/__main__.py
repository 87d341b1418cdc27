"""``python -m servicelint``."""

from servicelint.cli import main

if __name__ == "__main__":
    main()

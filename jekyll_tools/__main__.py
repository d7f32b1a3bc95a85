"""`python -m jekyll_tools` is `jt`."""

from jekyll_tools.cli import main

if __name__ == "__main__":
    main()

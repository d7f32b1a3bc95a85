"""`jt completion`: the script that teaches a shell the commands, options and names of jt."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a SHELL.

    \b
    bash: echo 'eval "$(jt completion bash)"' >> ~/.bashrc
    zsh:  echo 'eval "$(jt completion zsh)"' >> ~/.zshrc
    fish: jt completion fish > ~/.config/fish/completions/jt.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(ctx.find_root().command, {}, "jt", "_JT_COMPLETE")
    # Not `source()`: it starts the shell, only to ask for its version.
    click.echo(script.source_template % script.source_vars())

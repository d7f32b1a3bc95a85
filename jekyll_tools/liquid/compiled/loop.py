"""What a loop becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.liquid.compiled.code import Code
from jekyll_tools.liquid.compiled.frames import ColumnName, Frame
from jekyll_tools.liquid.compiled.idle import idle_of
from jekyll_tools.liquid.compiled.value import texted, value_of

if TYPE_CHECKING:
    from jekyll_tools.liquid.tags.loops import For


def write_loop(code: Code, part: For, segment: str = "") -> None:
    """A loop, over a segment that is given or over what its header says."""
    items, container, place = code.fresh("l"), code.fresh("c"), "{}"
    if segment:
        first, step = code.fresh("f"), code.fresh("s")
        code.line(f"{items}, {container}, {first}, {step} = {segment}")
        place = f"{first} + {{}} * {step}"
    else:
        place = _segment(code, part, items, container)
    with code.under(f"if {items}:"):
        _turns(code, part, items, container, place)
    if part.otherwise is not None and not segment:
        with code.under(f"elif {items} is not None:"):
            part.otherwise.emit(code)


def _segment(code: Code, part: For, items: str, container: str) -> str:
    """Find the items; returns how the place of one is made of its number."""
    header = part.header
    found, place = code.fresh("g"), "{}"
    code.line(f"{items} = None")
    plain = header.plain
    if not plain:
        first, step = code.fresh("f"), code.fresh("s")
        place = f"{first} + {{}} * {step}"
    with code.guarded(part):
        values = value_of(code, header.values)
        if plain:
            with code.under(f"if type({values.name}) is list:"):
                code.line(f"{container} = {values.name}")
                code.line(f"meter.left -= len({container})")
                code.line("if meter.left < meter.due: meter.look()")
                code.line(f"offsets[{part.name!r}] = len({container})")
                code.line(f"{items} = {container}")
            with code.under("else:"):
                whole = texted(code, values)
                code.line(f"{found} = sliced(run, {whole}, 0, None)")
                code.line(f"offsets[{part.name!r}] = len({found}.values)")
                code.line(f"{container} = {found}.container; {items} = {found}.values")
        else:
            start = _start(code, part)
            end = "None"
            if header.limit is not None:
                limit, found_limit = code.fresh("n"), value_of(code, header.limit).name
                code.line(f"{limit} = {found_limit}")  # `3 is None` would be warned of
                end = f"None if {limit} is None else {start} + to_i({limit})"
            whole = texted(code, values)
            code.line(f"{found} = sliced(run, {whole}, {start}, {end})")
            code.line(f"offsets[{part.name!r}] = {start} + len({found}.values)")
            if header.reversed:
                code.line(f"{found} = {found}.reversed()")
            code.line(f"{items}, {container}, {first}, {step} = {found}")
    return place


def _start(code: Code, part: For) -> str:
    offset, start = part.header.offset, code.fresh("n")
    if offset is None:
        code.line(f"{start} = 0")
    elif isinstance(offset, str):
        code.line(f"{start} = offsets.get({part.name!r}, 0)")
    else:
        code.line(f"{start} = to_i({value_of(code, offset).name})")
    return start


def _turns(code: Code, part: For, items: str, container: str, place: str) -> None:
    item, index, name = code.fresh("x"), code.fresh("i"), part.header.variable
    count, loop, tick = code.fresh("n"), code.fresh("o"), f"{code.name(part)}.tick(run)"
    spot = place.format(index)
    frame = Frame(name, item, spot, count, container, index, loop if part.counted else "")
    reads, ends = code.reads, code.ends
    sets = part.body.sets()
    if sets is not None:
        sets |= {name, "forloop"}
    around = code.known.loop(sets, code.sunk)
    with around as before, code.looping() as lines, code.within(frame):
        part.body.emit(code)
        sinks, columns = code.sinks, code.columns
    bound = code.reads > reads
    if any(count in text for text in lines) or (bound and part.counted):
        code.line(f"{count} = len({items})")
    if bound:
        outer, hidden = _bind(code, part, loop, count)
    for sunk in sinks:
        code.line(f"{sunk.flag} = False")
    for line in before:
        code.line(line)
    _head(code, part, frame, items, columns)
    code.depth += 1
    # What is constant cannot be much in so many turns, unless there is much of it.
    often = "run.left < 0 or " if part.long else ""
    code.line(f"if {often}{index} & 255 == 255: {tick}")
    ends = code.ends - ends
    if ends:
        # A tablerow can leave several interrupts behind, one of which ends each turn.
        with code.under("if interrupts:"), code.within(frame):
            code.reading()
            code.line(f"{code.name(part.body)}.expand(run)")
            code.leave_if_interrupted()
    code.lines += lines
    code.depth -= 1
    code.place_item(frame)
    for sunk in sinks:
        code.set_sunk(sunk)
    if bound:
        code.line(f"variables.unbind({name!r}, {hidden})")
        if part.counted:
            code.line(f"{loop}.at = {index} + 1")
            code.line(f"variables.unbind('forloop', {outer}[0]); run.loop = {outer}[1]")
    code.line(f"if run.left < 0: {tick}")
    if ends:
        code.leave_if_interrupted()


def _bind(code: Code, part: For, loop: str, count: str) -> tuple[str, str]:
    """Bind the loop's variables; gives the names of what they hide, `forloop` first."""
    outer = ""
    code.set_variables()
    if part.counted:
        outer = code.fresh("h")
        code.line(f"{loop} = Loop({part.name!r}, {count}, run.loop, None)")
        code.line(f"{outer} = variables.bind('forloop', {loop}), run.loop")
        code.line(f"run.loop = {loop}")
    hidden = code.fresh("h")
    code.line(f"{hidden} = variables.bind({part.header.variable!r}, None)")
    return outer, hidden


def _head(code: Code, part: For, frame: Frame, items: str, columns: list[ColumnName]) -> None:
    row = ", ".join([frame.item, *(each.name for each in columns)])
    kept = [items, *(f"{code.name(each.memo)}.column({items}, {each.key!r})" for each in columns)]
    idle = idle_of(part, code, columns)
    if idle is not None:
        turns = f"{code.name(idle)}.others(run, {', '.join(kept)})"
    else:
        turns = f"enumerate(zip({', '.join(kept)}))" if columns else f"enumerate({items})"
    code.line(f"for {frame.number}, {f'({row})' if columns else row} in {turns}:")

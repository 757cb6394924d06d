"""Every command of the program, once: its key, its line in the footer, the palette and the help.

A command's identifier (``reader.search``) is what a codebook's ``[keys]`` table remaps. The first
part is the screen that it belongs to; ``app`` commands hold everywhere.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Command(NamedTuple):
    """Something that a key does."""

    id: str
    """Screen and name, such as ``reader.search``."""
    keys: str
    """The keys, comma-separated, as Textual writes them."""
    action: str
    """The action of the screen or app."""
    short: str
    """One or two words for the footer."""
    help: str
    """A line for the help page and the palette."""

    @property
    def screen(self) -> str:
        """The screen that it belongs to; ``app`` for every screen."""
        return self.id.split(".", 1)[0]

    @property
    def group(self) -> str:
        """The heading that it stands under in the help."""
        return GROUPS.get(self.id.rsplit(".", 1)[0], "")


GROUPS = {
    "app": "Everywhere",
    "reader": "Reading and tagging",
    "reader.move": "Moving",
    "reader.extend": "Selecting",
    "reader.link": "Linking",
    "library": "Library",
    "proposals": "Proposals",
    "review": "Review",
    "verify": "Verifying another's work",
    "settle": "Settling disagreements",
    "disagreements": "Disagreements",
    "corrections": "Corrections of your work",
    "agreement": "Agreement",
    "board": "Board",
    "why": "Why a claim has so many roots",
    "register": "Register of sources and entities",
    "group": "One group",
    "timeline": "Timeline",
    "concordance": "Concordance",
    "concordance.label": "Tagging hits",
}
"""Headings of the help page, by the first parts of the commands' identifiers."""


def _moves() -> Iterator[Command]:
    """Motions, each with its plain key and, where there is one, the key that extends by it."""
    rows = (
        ("left", "left,h", "shift+left,H", "one character back"),
        ("right", "right,l", "shift+right", "one character on"),
        ("up", "up,k", "shift+up,K", "one row up"),
        ("down", "down,j", "shift+down,J", "one row down"),
        ("word_back", "b,ctrl+left", "ctrl+shift+left", "to the start of the word before"),
        ("word_forward", "w,ctrl+right", "W,ctrl+shift+right", "to the start of the next word"),
        ("sentence_back", "left_parenthesis", "", "to the start of the sentence"),
        ("sentence_forward", "right_parenthesis", "", "to the start of the next sentence"),
        ("paragraph_back", "left_curly_bracket,ctrl+up", "ctrl+shift+up", "one paragraph back"),
        (
            "paragraph_forward",
            "right_curly_bracket,ctrl+down",
            "ctrl+shift+down",
            "one paragraph on",
        ),
        ("row_start", "home,circumflex_accent", "shift+home", "to the start of the row"),
        ("row_end", "end,dollar_sign", "shift+end", "to the end of the row"),
        ("page_up", "pageup,ctrl+b", "shift+pageup", "one page up"),
        ("page_down", "pagedown,ctrl+f", "shift+pagedown", "one page down"),
        ("text_start", "g,ctrl+home", "ctrl+shift+home", "to the start of the article"),
        ("text_end", "G,ctrl+end", "ctrl+shift+end", "to the end of the article"),
    )
    for motion, keys, extending, help_ in rows:
        yield Command(f"reader.move.{motion}", keys, f"move('{motion}')", "move", f"Go {help_}")
        if extending:
            yield Command(
                f"reader.extend.{motion}",
                extending,
                f"extend('{motion}')",
                "select",
                f"Select {help_}",
            )


COMMANDS: tuple[Command, ...] = (
    # -- everywhere
    Command("app.help", "question_mark,f1", "help", "help", "Show all keys"),
    Command("app.palette", "ctrl+p", "command_palette", "palette", "Find a command by name"),
    Command("app.library", "L", "library", "library", "Go to the Library: all articles"),
    Command("app.proposals", "p", "proposals", "proposals", "Go to the proposed links"),
    Command("app.review", "I", "review", "review", "Go to the Review: a second annotator, agreement, disagreements"),
    Command("app.board", "B", "board", "board", "Go to the Board: claims, who reports them, on whose word"),
    Command("app.concordance", "C", "concordance", "concordance", "Search all articles: every hit in its context"),
    Command("app.theme", "f2", "toggle_theme", "theme", "Light or dark"),
    Command("app.refresh", "f5,ctrl+r", "refresh_all", "refresh", "Show what others have done since"),
    Command("app.quit", "q,ctrl+q", "leave", "quit", "Quit; everything is saved already"),
    # -- the Reader
    *_moves(),
    Command("reader.jump", "t", "jump", "jump", "Go to a word in view: then the two letters that appear over it"),
    Command("reader.find", "z", "find(1)", "find", "Go to the next place of a character: then the character"),
    Command("reader.find_back", "Z", "find(-1)", "find back", "Go to the place of a character before this: then the character"),
    Command("reader.find_again", "semicolon", "find_again(1)", "again", "Go on to that character again"),
    Command("reader.find_again_back", "comma", "find_again(-1)", "back again", "Go to that character again, the other way"),
    Command("reader.other_pane", "tab,shift+tab", "other_pane", "other pane", "Go to the other pane"),
    Command("reader.next", "space", "candidate(1)", "candidate", "Select the next candidate"),
    Command("reader.previous", "backspace", "candidate(-1)", "previous", "Select the candidate before"),
    Command("reader.offer_again", "R", "offer_again", "offer again", "Offer again what you skipped in this article"),
    Command("reader.extend.mark", "full_stop", "mark", "select", "Select from here on by any motion; again to stop"),
    Command("reader.extend.grow", "v", "grow", "grow", "Grow the selection: word, name, sentence, paragraph"),
    Command("reader.extend.shrink", "V", "shrink", "shrink", "Shrink the selection again"),
    Command("reader.delete", "x,delete", "delete", "delete", "Delete the current span"),
    Command("reader.cycle", "o", "cycle", "overlap", "Make the next of several spans here the current one"),
    Command("reader.cycle_back", "ctrl+o", "cycle(-1)", "overlap before", "Make the span before it the current one again"),
    Command("reader.relabel", "r", "relabel", "relabel", "Give the current span another label: then a label's key"),
    Command("reader.start", "left_square_bracket", "boundary('start')", "start", "Move the span's start: then a motion"),
    Command("reader.end", "right_square_bracket", "boundary('end')", "end", "Move the span's end: then a motion"),
    Command("reader.mentions", "asterisk", "mentions", "all mentions", "Tag every other mention, after a preview"),
    Command("reader.attribute", "a", "attribute", "attribute", "Choose whom the current claim rests on, or a source is cited through"),
    Command("reader.note", "m", "note", "note", "Put a note on the current span"),
    Command("reader.counterpart", "f", "counterpart(1)", "counterpart", "Find what is here in the other pane, best first; again for the next"),
    Command("reader.counterpart_previous", "F", "counterpart(-1)", "the one before", "The counterpart before"),
    Command("reader.link.same", "equals_sign", "link('same')", "link", "Link what both panes are at as the same, tagging it first"),
    Command("reader.link.contradicts", "exclamation_mark", "link('contradicts')", "contradict", "Link what both panes are at as contradicting, tagging it first"),
    Command("reader.link.follow", "enter", "follow", "follow", "Take the other pane to each linked span in turn, or go to the source"),
    Command("reader.search", "slash", "search", "search", "Search in this article as you type"),
    Command("reader.search_next", "n", "hit(1)", "next hit", "Next hit"),
    Command("reader.search_previous", "N", "hit(-1)", "previous hit", "Hit before"),
    Command("reader.echo", "E", "echo(1)", "next echo", "Go to the next passage that both articles share"),
    Command("reader.echo_previous", "ctrl+e", "echo(-1)", "echo before", "Go to the shared passage before"),
    Command("reader.next_article", "greater_than_sign", "neighbour(1)", "next article", "Bring the next article that shares most with the left one"),
    Command("reader.previous_article", "less_than_sign", "neighbour(-1)", "article before", "Bring the article before it again"),
    Command("reader.undo", "u", "undo", "undo", "Undo your last act, however long ago"),
    Command("reader.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("reader.layers", "O", "layers", "layers", "Show or hide other annotators' spans"),
    Command("reader.done", "D", "done", "done", "Mark this article as done, or not done"),
    Command("reader.escape", "escape", "escape", "cancel", "Forget the selection, the hits, the count"),
    # -- the Library
    Command("library.open", "enter", "open", "open", "Open the marked articles, or the one under the cursor"),
    Command("library.mark", "space", "mark", "mark", "Mark for opening side by side"),
    Command("library.pair", "s", "pair", "suggested pair", "Open the two articles that share most, least worked on"),
    Command("library.filter", "slash", "filter", "filter", "Filter the list as you type"),
    Command("library.import", "i", "import", "import", "Import files"),
    Command("library.details", "t", "details", "details", "Edit title, outlet, date, address, language"),
    Command("library.done", "D", "done", "done", "Mark the article as done, or not done"),
    Command("library.remove", "x,delete", "remove", "remove", "Take the article out; undo brings it back"),
    Command("library.match", "M", "match", "match", "Run the matcher over all articles"),
    Command("library.export", "E", "export", "export", "Export in any format, or write the report"),
    Command("library.undo", "u", "undo", "undo", "Undo your last act"),
    Command("library.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("library.up", "k", "cursor_up", "up", "One article up"),
    Command("library.down", "j", "cursor_down", "down", "One article down"),
    Command("library.escape", "escape", "escape", "cancel", "Forget the filter and the marks; stop what is running"),
    # -- Proposals
    Command("proposals.skip", "space", "skip", "skip", "Leave it for now; the next one comes up"),
    Command("proposals.next", "j,down,right", "step(1)", "next", "Next pair, judged or not"),
    Command("proposals.previous", "k,up,left", "step(-1)", "previous", "Pair before, judged or not"),
    Command("proposals.page_up", "pageup", "scroll(-1)", "scroll", "Scroll both texts up"),
    Command("proposals.page_down", "pagedown", "scroll(1)", "scroll", "Scroll both texts down"),
    Command("proposals.open", "enter", "open", "open in Reader", "Open both articles at this place"),
    Command("proposals.group", "g", "group", "group", "Open the groups of both ends: set a mention apart, or go to one"),
    Command("proposals.above", "A", "above", "confirm many", "Confirm all that are likelier than you say, after a preview"),
    Command("proposals.order", "O", "order", "order", "Best first, or most informative first"),
    Command("proposals.filter", "slash", "filter", "filter", "Choose which pairs are asked: label, articles, outlet, probability"),
    Command("proposals.label", "tab", "label(1)", "label", "Only the next label; after the last all again"),
    Command("proposals.label_back", "shift+tab", "label(-1)", "label before", "Only the label before"),
    Command("proposals.contradictions", "X", "contradictions", "contradictions", "Only possible contradictions, or all again"),
    Command("proposals.these", "T", "these", "these two", "Only the two articles in view, or all again"),
    Command("proposals.unlikely", "W", "unlikely", "unlikely ones", "Show or hide those that are unlikely the same"),
    Command("proposals.all", "backspace", "all", "all again", "Take all filters off"),
    Command("proposals.match", "M", "match", "match", "Run the matcher again"),
    Command("proposals.undo", "u", "undo", "undo", "Take the last decision back"),
    Command("proposals.redo", "U", "redo", "redo", "Decide again as before"),
    Command("proposals.escape", "escape", "escape", "back", "Stop the matcher, or go back"),
    # -- the Review
    Command("review.next", "space", "next_step", "next step", "Do what comes next: the line at the bottom says what"),
    Command("review.open", "enter", "open", "open", "Open the article in the Reader"),
    Command("review.blind", "b", "blind", "blind pass", "Begin to annotate blind, seeing nothing of others; again ends that"),
    Command("review.verify", "v", "verify", "verify", "Rule on what another annotator made"),
    Command("review.corrections", "c", "corrections", "corrections", "What reviewers changed in your work"),
    Command("review.disagreements", "d", "disagreements", "disagreements", "List what annotators do not agree about, worst first"),
    Command("review.agreement", "a", "agreement", "agreement", "How far annotators agree, in figures"),
    Command("review.end", "e", "end", "end a pass", "End a pass that you have begun"),
    Command("review.resolved", "D", "resolved", "resolved", "Mark the article as resolved, or open it again"),
    Command("review.undo", "u", "undo", "undo", "Undo your last act"),
    Command("review.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("review.up", "k", "cursor_up", "up", "One article up"),
    Command("review.down", "j", "cursor_down", "down", "One article down"),
    Command("review.escape", "escape", "escape", "back", "Go back"),
    # -- verifying
    Command("verify.agree", "y,plus", "agree", "agree", "It is right; the next one comes up"),
    Command("verify.reject", "n,minus", "reject", "reject", "It should not be there: then the reason"),
    Command("verify.defer", "m,tilde", "defer", "defer", "Put it off; it comes again at the end"),
    Command("verify.next", "space", "step(1)", "skip", "Leave it for now; the next one comes up"),
    Command("verify.previous", "backspace", "step(-1)", "before", "Go back to the one before"),
    Command("verify.note", "M,greater_than_sign", "note", "note", "Put a note on your ruling"),
    Command("verify.guideline", "i,less_than_sign", "guideline", "guideline", "Show what the codebook says of its label"),
    Command("verify.order", "O", "order", "order", "Reading order, or hardest first"),
    Command("verify.open", "enter", "open", "open in Reader", "Open the article at this place in the Reader"),
    Command("verify.undo", "u", "undo", "undo", "Take your last ruling back"),
    Command("verify.redo", "U", "redo", "redo", "Rule again as before"),
    Command("verify.escape", "escape", "escape", "back", "Forget what is half done, or go back to the Review"),
    # -- settling disagreements
    Command("settle.first", "1", "choose(1)", "first", "The first version; the next disagreement comes up"),
    Command("settle.second", "2", "choose(2)", "second", "The second version"),
    Command("settle.third", "3", "choose(3)", "third", "The third version"),
    *(Command(f"settle.version_{n}", str(n), f"choose({n})", f"version {n}", f"Version {n}") for n in range(4, 10)),
    Command("settle.both", "b,ampersand", "both", "both", "Both versions"),
    Command("settle.neither", "x,0", "neither", "neither", "Neither: nothing is there"),
    Command("settle.next", "space", "step(1)", "skip", "Leave it for now; the next one comes up"),
    Command("settle.previous", "backspace", "step(-1)", "before", "Go back to the one before"),
    Command("settle.reopen", "X", "reopen", "reopen", "Take back how it was settled, whoever did so"),
    Command("settle.note", "M,greater_than_sign", "note", "why", "Say why you settled it so"),
    Command("settle.guideline", "i,less_than_sign", "guideline", "guideline", "Show what the codebook says of the labels"),
    Command("settle.open", "enter", "open", "open in Reader", "Open the article at this place in the Reader"),
    Command("settle.undo", "u", "undo", "undo", "Take the last decision back"),
    Command("settle.redo", "U", "redo", "redo", "Decide again as before"),
    Command("settle.escape", "escape", "escape", "back", "Forget what is half done, or go back to the list"),
    # -- lists of the Review
    Command("disagreements.open", "enter", "open", "settle", "Settle this one, then the next"),
    Command("disagreements.filter", "slash", "filter", "filter", "Filter the list as you type"),
    Command("disagreements.settled", "S", "settled", "settled too", "Show or hide those that are settled"),
    Command("disagreements.undo", "u", "undo", "undo", "Undo your last act"),
    Command("disagreements.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("disagreements.up", "k", "cursor_up", "up", "One up"),
    Command("disagreements.down", "j", "cursor_down", "down", "One down"),
    Command("disagreements.escape", "escape", "escape", "back", "Take the filter off, or go back"),
    Command("corrections.accept", "y", "accept", "accept", "Agree with the correction"),
    Command("corrections.contest", "n", "contest", "contest", "Disagree, and say why: it goes to adjudication"),
    Command("corrections.open", "enter", "open", "open", "Open the place in the Reader"),
    Command("corrections.filter", "slash", "filter", "filter", "Filter the list as you type"),
    Command("corrections.undo", "u", "undo", "undo", "Undo your last act"),
    Command("corrections.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("corrections.up", "k", "cursor_up", "up", "One up"),
    Command("corrections.down", "j", "cursor_down", "down", "One down"),
    Command("corrections.escape", "escape", "escape", "back", "Take the filter off, or go back"),
    # -- agreement
    Command("agreement.open", "enter", "open", "disagreements", "List the very disagreements that are counted here"),
    Command("agreement.table", "tab", "table(1)", "next table", "Go to the next table"),
    Command("agreement.table_back", "shift+tab", "table(-1)", "table before", "Go to the table before"),
    Command("agreement.between", "w", "between", "who", "Choose whose layers are compared"),
    Command("agreement.now", "N", "now", "as now", "Compare layers as they are now, or as they were read blind"),
    Command("agreement.up", "k", "cursor('up')", "up", "One row up"),
    Command("agreement.down", "j", "cursor('down')", "down", "One row down"),
    Command("agreement.left", "h", "cursor('left')", "left", "One cell left"),
    Command("agreement.right", "l", "cursor('right')", "right", "One cell right"),
    Command("agreement.escape", "escape", "escape", "back", "Go back"),
    # -- the Board
    Command("board.open", "enter", "open", "open", "Open the article at the claim, beside the one that it has it from"),
    Command("board.why", "w", "why", "why", "Why it has so many roots: every chain, link by link"),
    Command("board.details", "d", "details", "mentions and links", "The mentions of the claim, and the links that make them one"),
    Command("board.register", "R", "register", "register", "Sources and entities: rename, merge, split"),
    Command("board.timeline", "T", "timeline", "timeline", "Who had each claim first, who repeated it"),
    Command("board.order", "s", "order", "order", "Sort the claims by something else"),
    Command("board.order_columns", "S", "order_columns", "order articles", "Sort the articles by something else"),
    Command("board.single", "1", "only('SINGLE')", "one root", "Only claims of several articles that rest on one root, or all again"),
    Command("board.shared", "2", "only('SHARED')", "several reports", "Only claims that several articles report, or all again"),
    Command("board.unattributed", "0", "only('UNATTRIBUTED')", "unattributed", "Only claims with reports that name nobody, or all again"),
    Command("board.contradicted", "X", "only('CONTRADICTED')", "contradicted", "Only claims that are contradicted, or all again"),
    Command("board.filter", "slash", "filter", "filter", "Show only claims with some words, as you type"),
    Command("board.layer", "O", "layer", "layer", "Look at another annotator's layer, at all, or at what is resolved"),
    Command("board.up", "up,k", "go('up')", "up", "One claim up"),
    Command("board.down", "down,j", "go('down')", "down", "One claim down"),
    Command("board.left", "left,h", "column(-1)", "left", "One article to the left"),
    Command("board.right", "right,l", "column(1)", "right", "One article to the right"),
    Command("board.next_report", "tab", "next_report(1)", "next report", "The next article that reports or denies the claim"),
    Command("board.previous_report", "shift+tab", "next_report(-1)", "report before", "The article before that reports or denies the claim"),
    Command("board.page_up", "pageup,ctrl+b", "go('page_up')", "page up", "One page up"),
    Command("board.page_down", "pagedown,ctrl+f", "go('page_down')", "page down", "One page down"),
    Command("board.first", "g", "go('first')", "first", "To the first claim"),
    Command("board.last", "G", "go('last')", "last", "To the last claim"),
    Command("board.first_column", "home,circumflex_accent", "first_column", "first article", "To the first article"),
    Command("board.last_column", "end,dollar_sign", "last_column", "last article", "To the last article"),
    Command("board.undo", "u", "undo", "undo", "Undo your last act"),
    Command("board.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("board.escape", "escape", "escape", "back", "Show all claims again, or go back"),
    # -- why a count is what it is
    Command("why.open", "enter", "open", "open", "Open the place in the Reader, or both places"),
    Command("why.filter", "slash", "filter", "filter", "Filter the list as you type"),
    Command("why.up", "k", "cursor_up", "up", "One line up"),
    Command("why.down", "j", "cursor_down", "down", "One line down"),
    Command("why.first", "g", "first", "first", "To the first line"),
    Command("why.last", "G", "last", "last", "To the last line"),
    Command("why.undo", "u", "undo", "undo", "Undo your last act"),
    Command("why.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("why.escape", "escape", "escape", "back", "Take the filter off, or go back to the Board"),
    # -- the concordance
    Command("concordance.line", "slash", "line", "type", "Go to the line, to type another expression"),
    Command("concordance.open", "enter", "open", "open", "Open the hit in the Reader"),
    Command("concordance.mark", "space", "mark", "mark", "Mark the hit; a label's key then tags all that are marked"),
    Command("concordance.mark_all", "asterisk", "mark_all", "mark all", "Mark all hits, or none"),
    Command("concordance.left", "less_than_sign", "order('left')", "by left", "Sort by the words before the hit; again: by article"),
    Command("concordance.hit", "equals_sign", "order('hit')", "by hit", "Sort by the hit itself; again: by article"),
    Command("concordance.right", "greater_than_sign", "order('right')", "by right", "Sort by the words behind the hit; again: by article"),
    Command("concordance.up", "up,k", "go('up')", "up", "One hit up"),
    Command("concordance.down", "down,j", "go('down')", "down", "One hit down"),
    Command("concordance.page_up", "pageup,ctrl+b", "go('page_up')", "page up", "One page up"),
    Command("concordance.page_down", "pagedown,ctrl+f", "go('page_down')", "page down", "One page down"),
    Command("concordance.first", "g,home", "go('first')", "first", "To the first hit"),
    Command("concordance.last", "G,end", "go('last')", "last", "To the last hit"),
    Command("concordance.undo", "u", "undo", "undo", "Undo your last act"),
    Command("concordance.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("concordance.escape", "escape", "escape", "back", "From the line to the hits; forget the marks; go back"),
    # -- the register
    Command("register.open", "enter", "open", "open", "Open the group: its mentions, and the verdicts that hold it together"),
    Command("register.name", "n", "name", "rename", "Call the group by another name, or take your name off"),
    Command("register.mark", "space", "mark", "mark", "Mark the group, to be merged with others"),
    Command("register.merge", "equals_sign", "merge", "merge", "Say that the marked groups are one, after a preview"),
    Command("register.filter", "slash", "filter", "filter", "Filter the list as you type: any wording of a group"),
    Command("register.view", "tab", "view(1)", "next label", "Sources and entities, all labels, then each label"),
    Command("register.view_back", "shift+tab", "view(-1)", "label before", "The label before"),
    Command("register.order", "s", "order", "order", "Sort by mentions, by name, or by articles"),
    Command("register.clashes", "exclamation_mark", "clashes", "clashes", "Only groups whose verdicts clash, or all again"),
    Command("register.timeline", "T", "timeline", "timeline", "Go to the timeline: who had each claim first, who repeated it"),
    Command("register.undo", "u", "undo", "undo", "Undo your last act"),
    Command("register.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("register.up", "k", "cursor_up", "up", "One group up"),
    Command("register.down", "j", "cursor_down", "down", "One group down"),
    Command("register.first", "g", "first", "first", "To the first line"),
    Command("register.last", "G", "last", "last", "To the last line"),
    Command("register.escape", "escape", "escape", "back", "Take the filter off, then the marks; then back to the Board"),
    # -- one group
    Command("group.open", "enter", "open", "open", "Open both places side by side in the Reader"),
    Command("group.take_back", "x,delete", "take_back", "take back", "Take your verdict back, or set the mention apart"),
    Command("group.filter", "slash", "filter", "filter", "Filter the list as you type"),
    Command("group.register", "R", "register", "register", "Go to the register, at this group"),
    Command("group.undo", "u", "undo", "undo", "Undo your last act"),
    Command("group.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("group.up", "k", "cursor_up", "up", "One row up"),
    Command("group.down", "j", "cursor_down", "down", "One row down"),
    Command("group.first", "g", "first", "first", "To the first line"),
    Command("group.last", "G", "last", "last", "To the last line"),
    Command("group.escape", "escape", "escape", "back", "Take the filter off, or go back to where you came from"),
    # -- the timeline
    Command("timeline.open", "enter", "open", "open", "Open the report beside the first one; of the first, the next one"),
    Command("timeline.why", "w", "why", "why", "Why the claim has so many roots"),
    Command("timeline.left", "left,h", "report(-1)", "report before", "The report before in this row"),
    Command("timeline.right", "right,l", "report(1)", "next report", "The next report in this row"),
    Command("timeline.several", "f", "several", "repeated only", "Only claims of several articles, or all again"),
    Command("timeline.order", "s", "order", "order", "Sort by date, or by the number of reports"),
    Command("timeline.filter", "slash", "filter", "filter", "Filter the claims as you type"),
    Command("timeline.register", "R", "register", "register", "Go to the register of sources and entities"),
    Command("timeline.up", "up,k", "go('up')", "up", "One claim up"),
    Command("timeline.down", "down,j", "go('down')", "down", "One claim down"),
    Command("timeline.page_up", "pageup,ctrl+b", "go('page_up')", "page up", "One page up"),
    Command("timeline.page_down", "pagedown,ctrl+f", "go('page_down')", "page down", "One page down"),
    Command("timeline.first", "g,home", "go('first')", "first", "To the row of all articles"),
    Command("timeline.last", "G,end", "go('last')", "last", "To the last claim"),
    Command("timeline.undo", "u", "undo", "undo", "Undo your last act"),
    Command("timeline.redo", "U", "redo", "redo", "Redo what you undid"),
    Command("timeline.escape", "escape", "escape", "back", "Take the filters off, or go back to the Board"),
)  # fmt: skip
"""All commands, in the order of the help page. Labels and kinds of link add theirs."""

_READING = (
    "reader.move.", "reader.extend.", "reader.jump", "reader.find", "reader.search", "reader.cycle",
    "reader.label.", "reader.relabel", "reader.start", "reader.end", "reader.other_pane",
)  # fmt: skip
TAKEN_OVER: Mapping[str, tuple[str, ...]] = {
    "verify": (*_READING, "reader.attribute", "reader.delete"),
    "settle": _READING,
}
"""The Reader's commands that other screens have, too, by how their identifiers begin. They keep
those of their keys that the screen has no use for; a label keeps all of its own."""

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

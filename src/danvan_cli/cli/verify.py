"""`danvan verify`: whether the store still holds what was taken in."""

from danvan_cli.cli import options
from danvan_cli.cli.options import Format, Language


def verify(
    form: options.FormatOption = Format.TABLE,
    output: options.OutputOption = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    lang: options.LanguageOption = Language.VI,  # noqa: ARG001 - read before the command line is
) -> None:
    from danvan_cli.cli.delivery import deliver, is_document
    from danvan_cli.cli.speech import Exit, emit, leave, say
    from danvan_cli.messages import text
    from danvan_cli.tables.verified import document_of_verified, listing_of_verified

    space = options.workspace(store, None)
    with space.ledger() as ledger:
        found = ledger.audit.verify()
    listing = listing_of_verified(found, space.register)
    if form is Format.TABLE and output is None and not found.damaged:
        emit(listing.title + "\n")
    else:
        document = is_document(form, output)
        deliver(document_of_verified(found, space.register) if document else listing, space, form, output)
    if found.damaged:
        say(text("audit", "next-restore"))
        leave(Exit.ERRORS_IN_DATA)

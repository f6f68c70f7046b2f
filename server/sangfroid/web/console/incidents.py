"""What was recorded of threats met before any review existed."""

from typing import Any

from sangfroid.domain.review import Channel, Review
from sangfroid.services.establishments import list_establishments
from sangfroid.services.record_incident import list_incidents
from sangfroid.web import auth
from sangfroid.web.console.marking import marked
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime

#: As many as a person looks through.
_MOST = 100


@blueprint.get("/incidents")
@auth.signed_in
def show_incidents() -> Any:
    """The incidents, newest first, with their exact words."""
    work, actor = runtime(), auth.current_actor()
    houses = {one["id"]: one["name"] for one in list_establishments(work.database, actor)}
    shown = []
    for incident in list_incidents(work.database, actor, _MOST):
        review = Review(text=incident["text"], channel=Channel(incident["channel"]))
        analysis = work.engines.analyze(review)
        spans = ((cue.start, cue.end, cue.kind) for cue in analysis.cues)
        shown.append(
            {
                **incident,
                "pieces": marked(incident["text"], spans),
                "language": analysis.language.tag,
                "house": houses[incident["establishment"]] if len(houses) > 1 else None,
            }
        )
    return page("incidents.html", incidents=shown)

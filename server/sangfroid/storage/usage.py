"""What a model cost an establishment on a day."""

from sqlalchemy.dialects import postgresql, sqlite

from sangfroid.storage.database import Session
from sangfroid.storage.tables import UsageRow


def add(session: Session, establishment_id: str, day: str, tokens: int, seconds: float) -> None:
    """Counts one request on a day (`YYYY-MM-DD`); two at once are both counted."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(UsageRow).values(
        establishment_id=establishment_id, day=day, requests=1, tokens=tokens, seconds=seconds
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[UsageRow.establishment_id, UsageRow.day],
            set_={
                "requests": UsageRow.requests + 1,
                "tokens": UsageRow.tokens + tokens,
                "seconds": UsageRow.seconds + seconds,
            },
        )
    )


def of_day(session: Session, establishment_id: str, day: str) -> UsageRow | None:
    """What was used on a day, None when nothing was."""
    return session.get(UsageRow, (establishment_id, day))

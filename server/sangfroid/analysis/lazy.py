"""Values worked out when they are first asked for.

`functools.cached_property` of Python 3.11 has one lock for all objects of a class: while one thread works out
the words of its text, every other thread waits with its own. Python 3.12 has none.
"""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 - used as a decorator, beside `property`
    """A property kept in its object. Two threads that ask at once may both work it out, to the same end."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> Value: ...
    def __get__(self, instance: object | None, owner: type[Any]) -> Self | Value:
        """The value; from the second time on it is found in the object itself."""
        if instance is None:
            return self
        value = self._work(instance)
        instance.__dict__[self._name] = value
        return value

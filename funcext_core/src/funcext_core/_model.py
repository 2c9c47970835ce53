"""The objects that hooks receive: `App`, `Function`, `Invocation` and `Outcome`.

Each event is one object, so that it can grow without breaking a plugin.
"""

from __future__ import annotations

import asyncio
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ._foreign import described, is_a, traceback_of, type_name, with_traceback
from .errors import AbortInvocation, HookError


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from inspect import Signature
    from types import TracebackType
    from typing import Literal, NoReturn

    from azure.functions import Context, FunctionRegister, HttpRequest

    from ._response import ResponseView

    Direction = Literal["in", "out", "inout"]
    """The direction of a binding's data, as the function sees it."""
    Worker = Literal["classic", "library", "local"]
    """A worker generation or, outside a worker (the local host, a test), ``local``."""
    ProgrammingModel = Literal["v1", "v2"]
    """The programming model: ``v1`` has `function.json` files, ``v2`` a `function_app.py`."""
    ReturnKind = Literal["none", "http", "any"]
    """The values that a function may return: none (no return binding), an HTTP response, any."""


# These classes are written out: importing attrs would take half of a cold start, of which a plugin
# that is not an attrs class has nothing.


if TYPE_CHECKING:
    from typing_extensions import dataclass_transform

    @dataclass_transform(frozen_default=True)
    class _Frozen:
        """A record whose fields are read-only, as type checkers see it."""

        __slots__ = ()

        def _fill(self, **fields: object) -> None: ...

else:

    class _Frozen:
        """A record whose fields are set once, when it is made."""

        __slots__ = ()

        def _fill(self, **fields):
            """Set the fields. Assigning them one by one would take ten times as long."""
            put = object.__setattr__.__get__(self)
            for name, value in fields.items():
                put(name, value)

        def __setattr__(self, name, value):
            message = f"{type(self).__name__}.{name} cannot be changed: the object is frozen"
            raise AttributeError(message)

        def __delattr__(self, name):
            message = f"{type(self).__name__}.{name} cannot be deleted: the object is frozen"
            raise AttributeError(message)


def _shown(instance: object, **facts: object) -> str:
    """Return a repr."""
    inside = ", ".join(f"{name}={fact!r}" for name, fact in facts.items())
    return f"{type(instance).__name__}({inside})"


class Binding(tuple[str, str, "Direction"]):
    """One binding of a function, as its decorators or its `function.json` declare it.

    It is a named tuple, written out: building one with `typing.NamedTuple` takes 0.2 ms of each
    cold start.
    """

    __slots__ = ()

    def __new__(cls, name: str, type: str, direction: Direction) -> Binding:  # noqa: A002 - the SDK's word; `Self` is of 3.11
        return super().__new__(cls, (name, type, direction))

    @property
    def name(self) -> str:
        """The argument's name, or ``$return``."""
        return self[0]

    @property
    def type(self) -> str:
        """The binding's type, such as ``queue`` or ``httpTrigger``."""
        return self[1]

    @property
    def direction(self) -> Direction:
        """``in``, ``out`` or ``inout``."""
        return self[2]

    def __repr__(self) -> str:
        return _shown(self, name=self.name, type=self.type, direction=self.direction)


NO_MARKS: Mapping[str, Any] = MappingProxyType({})
"""The marks of a function that has none."""


class Function(_Frozen):
    """One function of the app, as it was loaded."""

    name: str
    """Its name in the app, which need not be the Python function's."""
    directory: str
    """The folder of the file that has it: of the innermost function that the app itself wrote,
    whatever decorators are around it. The app's root where it wrote none, as in ASGI apps; in v1,
    the function's folder."""
    trigger: str
    """The type of its trigger binding, such as ``httpTrigger``; empty where it has none."""
    trigger_name: str
    """The parameter that takes the trigger's data, such as ``req``; empty where it has none."""
    bindings: tuple[Binding, ...]
    """All its bindings, the trigger among them."""
    is_async: bool
    """Whether the worker runs it on its loop (an ``async def``) or on a pool thread."""
    returns: ReturnKind
    """The values it may return: ``none`` (no return binding), ``http`` or ``any``."""
    callable: Callable[..., object] | None
    """The innermost function that the app itself wrote, below all decorators: a function, a bound
    method or a callable object. Where the app wrote none, what the decorators of others are around.
    None in v1 until the script is imported; no invocation hook sees that."""
    module: str
    """The module of `callable`, such as ``orders.api``; in v1, that of the script."""
    file: str
    """The file with the code of `callable`; in v1, the script that `function.json` names. Empty
    where it has none."""
    marks: Mapping[str, Any]
    """The data that `mark` left on it, by name. Read-only."""
    _registered: Callable[..., object] | None
    _signature: Signature
    _rejection_rule: Callable[[object], str | None] | None
    _conversion: Callable[[object], object] | None

    __slots__ = (
        "__weakref__",
        "_conversion",
        "_registered",
        "_rejection_rule",
        "_signature",
        "bindings",
        "callable",
        "directory",
        "file",
        "is_async",
        "marks",
        "module",
        "name",
        "returns",
        "trigger",
        "trigger_name",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of a record
        self,
        name: str,
        directory: str,
        trigger: str,
        bindings: tuple[Binding, ...] = (),
        is_async: bool = False,
        returns: ReturnKind = "any",
        rejection_rule: Callable[[object], str | None] | None = None,
        conversion: Callable[[object], object] | None = None,
        *,
        callable: Callable[..., object] | None = None,  # noqa: A002 - the attribute's name
        registered: Callable[..., object] | None = None,
        module: str = "",
        file: str = "",
        marks: Mapping[str, Any] = NO_MARKS,
    ) -> None:
        kind = trigger.lower()
        names = (binding.name for binding in bindings if binding.type.lower() == kind)
        self._fill(
            name=name,
            directory=directory,
            trigger=trigger,
            trigger_name=next(names, ""),
            bindings=bindings,
            is_async=is_async,
            returns=returns,
            callable=callable,
            module=module,
            file=file,
            marks=marks,
            _registered=callable if registered is None else registered,
            _rejection_rule=rejection_rule,
            _conversion=conversion,
        )

    def __repr__(self) -> str:
        return _shown(self, name=self.name, trigger=self.trigger, is_async=self.is_async)

    @property
    def signature(self) -> Signature:
        """The parameters that the app's function declares.

        It is that of the function with its decorators, as `inspect.signature` has it, with the
        parameters that plugins provide. Where no function is known, in v1 before the script is
        imported, it has the names of the bindings.
        """
        try:
            return self._signature
        except AttributeError:
            # Made when it is first read: few plugins do.
            signature = _signature_of(self._registered, self.bindings)
        object.__setattr__(self, "_signature", signature)  # another thread may have been first
        return signature

    def rejection(self, value: object) -> str | None:
        """Return the reason why `value` cannot be the function's result, or None.

        It is judged by kind, from the function's bindings, as the worker does before it encodes
        a result; no value is encoded as a test.
        """
        return None if self._rejection_rule is None else self._rejection_rule(value)

    def converted(self, value: object) -> object:
        """Return a hook's answer in the form that the app's web framework takes, if it has one."""
        return value if self._conversion is None else self._conversion(value)


def _signature_of(
    function: Callable[..., object] | None, bindings: tuple[Binding, ...]
) -> Signature:
    from inspect import Parameter, Signature, signature  # noqa: PLC0415 - not for every cold start

    if function is not None:
        return signature(function)
    # The workers load only a function whose parameters are its bindings.
    names = dict.fromkeys(binding.name for binding in bindings)
    return Signature(
        [Parameter(name, Parameter.KEYWORD_ONLY) for name in names if name.isidentifier()]
    )


class App(_Frozen):
    """The function app in this worker process."""

    directory: str
    """The app's root: the folder with its `host.json`."""
    worker: Worker
    """``classic``, ``library`` or, outside a worker (the local host, a test), ``local``."""
    model: ProgrammingModel
    """The programming model: ``v1`` (`function.json`) or ``v2`` (`function_app.py`)."""
    functions: tuple[Function, ...]
    """The functions that were indexed. In v1 they are not known in advance: empty."""
    raw: FunctionRegister | None
    """The SDK's own app object; None in v1."""

    __slots__ = ("__weakref__", "directory", "functions", "model", "raw", "worker")

    def __init__(
        self,
        directory: str,
        worker: Worker,
        model: ProgrammingModel,
        functions: tuple[Function, ...] = (),
        raw: FunctionRegister | None = None,
    ) -> None:
        self._fill(
            directory=directory,
            worker=worker,
            model=model,
            functions=functions,
            raw=raw,
        )

    def __repr__(self) -> str:
        return _shown(
            self,
            directory=self.directory,
            worker=self.worker,
            model=self.model,
            functions=[function.name for function in self.functions],
        )


# Each invocation creates one object of each of these two classes, where a hook names them. The
# generated code of `compiler` does so without calling `__init__`, and sets only the slots that are
# always read. `__getattr__` has the values of the other slots until they are set.


unclaimed = [True]
"""Empty from the first invocation of the process that has a layer."""


def claim_cold() -> bool:
    """Return whether this is the first invocation of the process that has a layer: once True."""
    try:
        # One step for other threads.
        return unclaimed.pop()
    except IndexError:
        return False


class Invocation:
    """One invocation of a function, on the way in and out of its layers."""

    function: Function
    """The function that was invoked."""
    id: str
    """The worker's invocation id."""
    context: Context
    """The worker's `Context`; a stand-in with the same attributes where a binding took its name."""
    cold: bool
    """Whether it is the first invocation of the process that has a layer."""
    attempt: int
    """The number of times that the function was called in it, this time included: 1, unless a layer
    repeats what is inside it."""
    state: dict[object, Any]
    """Data of this invocation alone, keyed as plugins choose. funcext puts nothing in it."""
    # The parameters' names, then the arguments that came, where the dict is made of them.
    _given: tuple[Any, ...]
    # None until a hook asks for it.
    _args: dict[str, Any] | None
    # The arguments that the function takes, with the values that the last hook to use them left.
    _original: dict[str, Any] | None
    # What the arguments were before the hook that now runs read or changed them, or answered.
    _before: dict[str, Any] | None
    _responded: bool
    _response: object
    _open: bool
    # What `refuse` raised last.
    _refusal: Refusal | None

    __slots__ = (
        "__weakref__",
        "_args",
        "_before",
        "_given",
        "_open",
        "_original",
        "_refusal",
        "_responded",
        "_response",
        "attempt",
        "cold",
        "context",
        "function",
        "id",
        "state",
    )

    def __init__(
        self,
        function: Function,
        id: str,  # noqa: A002 - the attribute's name
        context: Context,
        args: dict[str, Any],
    ) -> None:
        self.function = function
        self.id = id
        self.context = context
        self._args = args
        self._responded = False
        self._open = True
        self._before = None

    def __repr__(self) -> str:
        # Neither arguments nor state: they may hold data that must not be in a log.
        return _shown(self, function=self.function.name, id=self.id, responded=self._responded)

    if not TYPE_CHECKING:  # with it, mypy would take any name for an attribute

        def __getattr__(self, name: str) -> object:
            if name == "state":
                self.state = {}
                return self.state
            if name == "id":
                self.id = self.context.invocation_id
                return self.id
            return _unset(self, name, _INVOCATION)

    @property
    def args(self) -> dict[str, Any]:
        """The arguments that the function will be called with, by name.

        Values may be replaced. A key that the function does not take is dropped before the call,
        one that was deleted is restored. What a hook replaced before it raised is undone.
        """
        args = self._by_name()
        if self._open and self._before is None:
            self._before = args.copy()
        return args

    @property
    def trigger_value(self) -> Any:
        """The argument with the trigger's data, as it now is: a request, a message, a timer."""
        name = self.function.trigger_name
        if self._args is not None:
            return self._args.get(name)
        names, *values = self._given
        return values[names.index(name)] if name in names else None

    @property
    def request(self) -> HttpRequest | None:
        """The request of an HTTP function, whatever its parameter is called; otherwise None."""
        return self.trigger_value if self.function.trigger.lower() == "httptrigger" else None

    @property
    def responded(self) -> bool:
        """Whether a hook answered in the function's place."""
        return self._responded

    @property
    def response(self) -> object:
        """The answer given by `respond`."""
        return self._response

    def respond(self, value: object = None) -> None:
        """Answer instead of the function: neither it nor any layer further in runs.

        Args:
            value: a value that the function could return, such as an `HttpResponse`.

        Raises:
            HookError: the function ran already (set `outcome.value` then), or its bindings cannot
                take such a value.
        """
        if not self._open:
            raise HookError(_too_late("respond", self.function))
        value = self.function.converted(value)
        rejection = self.function.rejection(value)
        if rejection is not None:
            message = f"invocation.respond() cannot answer with this value: {rejection}"
            raise HookError(message)
        if self._before is None:
            self._before = self._by_name().copy()
        self._response = value
        self._responded = True

    def refuse(
        self, status: int, body: str | bytes = "", headers: Mapping[str, str] | None = None
    ) -> NoReturn:
        """Refuse the invocation: answer an HTTP function with this status, fail any other.

        It never returns: an `AbortInvocation` is raised, which has to leave the hook.

        Args:
            status: the HTTP status.
            body: the body of the response.
            headers: the headers of the response.

        Raises:
            AbortInvocation: always, before the function ran. If no response can be made of the
                arguments, it fails the invocation.
            HookError: the function ran already.
        """
        if not self._open:
            raise HookError(_too_late("refuse", self.function))
        refusal = Refusal(f"function {self.function.name!r} refused the invocation: {status}")
        if self.function.returns == "http":
            self._answer_refusal(status, body, headers)
            self._refusal = refusal
        raise refusal

    def _answer_refusal(
        self, status: int, body: str | bytes, headers: Mapping[str, str] | None
    ) -> None:
        from azure.functions import HttpResponse  # noqa: PLC0415 - imported by the app already

        try:
            self.respond(HttpResponse(body, status_code=status, headers=headers))
        except Exception as error:
            # Whatever is wrong with the answer, the function must not run.
            message = (
                f"invocation.refuse() cannot answer function {self.function.name!r} "
                f"({described(error)}): the invocation fails"
            )
            raise AbortInvocation(message) from error

    def _by_name(self) -> dict[str, Any]:
        """Return the dict of the arguments, which is made when it is first asked for."""
        if self._args is None:
            self._args = self._came()
        return self._args

    def _came(self) -> dict[str, Any]:
        """Return the arguments that came, where the dict is made of them."""
        names, *values = self._given
        return dict(zip(names, values, strict=True))

    def _begin_again(self) -> None:
        """Open it for another run of the layers that are further in."""
        self.attempt += 1
        self._open = True
        self._responded = False
        self._response = None
        self._refusal = None

    def _withdraw(self) -> None:
        """Undo what a hook changed, or answered, before it raised."""
        if self._before is not None:
            args = self._by_name()
            args.clear()
            args.update(self._before)
            if self._original is None:
                self._original = self._before
            self._before = None
        self._responded = False
        self._response = None
        self._refusal = None


class Refusal(AbortInvocation):
    """Raised by `Invocation.refuse` to end the hook, after it has answered an HTTP function."""


def _too_late(method: str, function: Function) -> str:
    return (
        f"invocation.{method}() came too late: the layers around {function.name!r} are being left; "
        "set outcome.value instead"
    )


class Outcome:
    """The result of an invocation, as the layers see it on the way out."""

    _value: object
    _error: BaseException | None
    # The plugin that kept the function from running, empty if unknown; None if it ran.
    _skipped_by: str | None
    attempt: int
    """The number of times that the function was called; see `Invocation.attempt`."""
    elapsed: float
    """Seconds spent in the function alone, by a monotonic clock; 0.0 if it was skipped."""
    _function: Function | None
    # What value, error and traceback were before the hook that now runs changed one of them.
    _before: tuple[object, BaseException | None, TracebackType | None] | None
    _traceback: TracebackType | None
    _final: bool
    # Whether the error is the function's own.
    _by_function: bool
    # Whether `result` raised the error in the hook that now runs.
    _shown: bool

    __slots__ = (
        "__weakref__",
        "_before",
        "_by_function",
        "_error",
        "_final",
        "_function",
        "_shown",
        "_skipped_by",
        "_traceback",
        "_value",
        "attempt",
        "elapsed",
    )

    def __init__(
        self,
        value: object = None,
        error: BaseException | None = None,
        skipped: bool = False,
        skipped_by: str | None = None,
        elapsed: float = 0.0,
        function: Function | None = None,
    ) -> None:
        self._value = value
        self._error = error
        self._skipped_by = skipped_by or "" if skipped else None
        self.elapsed = elapsed
        self._function = function
        self._before = None

    def __repr__(self) -> str:
        return _shown(
            self,
            value=self._value,
            error=self._error,
            skipped_by=self.skipped_by,
            elapsed=self.elapsed,
        )

    if not TYPE_CHECKING:  # with it, mypy would take any name for an attribute

        def __getattr__(self, name: str) -> object:
            return _unset(self, name, _OUTCOME)

    @property
    def skipped(self) -> bool:
        """Whether the function did not run, because a layer answered or aborted."""
        return self._skipped_by is not None

    @property
    def skipped_by(self) -> str | None:
        """The name of the plugin that kept the function from running."""
        return self._skipped_by or None

    @property
    def value(self) -> object:
        """The function's result. It means nothing while `error` is set.

        Setting it replaces the result.

        Raises:
            HookError: when set to what the function's bindings cannot take.
        """
        return self._value

    @value.setter
    def value(self, value: object) -> None:
        if self._function is not None:
            value = self._function.converted(value)
            rejection = self._function.rejection(value)
            if rejection is not None:
                message = f"outcome.value cannot be replaced with this: {rejection}"
                raise HookError(message)
        self._note()
        self._value = value

    @property
    def response(self) -> ResponseView | None:
        """A view of the HTTP result, whatever its type.

        None if there is an error, no value, or no HTTP response. Writing to it changes a copy,
        which takes the place of `value`.
        """
        from ._response import view_of  # noqa: PLC0415 - for hooks that ask for it

        return view_of(self)

    @property
    def error(self) -> BaseException | None:
        """The exception that the function, or a layer, raised; None if there is none.

        Setting it to another exception replaces the error, None clears it: the invocation then
        ends with `value`.

        Raises:
            HookError: when set to anything but an `Exception` or None, or when what is to be
                cleared is a cancellation or a `KeyboardInterrupt`.
        """
        return self._error

    @error.setter
    def error(self, error: Exception | None) -> None:
        if self._passes():
            message = f"no hook can clear or replace a {type_name(self._error)}"
            raise HookError(message)
        # A StopIteration can leave neither a coroutine nor, through a future, a pool thread: the
        # worker would never answer.
        if error is not None and (is_a(error, StopIteration) or not is_a(error, Exception)):
            message = (
                "outcome.error must be None or an Exception other than StopIteration, not "
                f"{error!r}"
            )
            raise HookError(message)
        self._note()
        self._drop_frames()
        self._error = error
        self._traceback = None if error is None else traceback_of(error)

    def result(self) -> object:
        """Return the value, or raise the error: as if the function had been called right here.

        In a generator, ``with span(): (yield).result()`` shows the outcome to `span`; the same
        error leaving the generator is not a hook error.
        """
        if self._error is not None:
            if sys.version_info < (3, 11):
                # Only the hook's end shows whether it took a cancellation back.
                self._note()
                self._shown = True
            try:
                raise with_traceback(self._error, self._traceback)
            finally:
                # The frame is in the error's traceback now: without this, a cycle.
                del self
        return self._value

    def _seen(self) -> tuple[object, BaseException | None]:
        """Return the value, or the error, as hooks see them that name these alone."""
        return (self._value, None) if self._error is None else (None, self._error)

    def _note(self) -> None:
        if self._before is None:
            self._before = (self._value, self._error, self._traceback)

    def _roll_back(self) -> None:
        """Undo what a hook changed before it raised."""
        if self._before is not None:
            self._value, self._error, self._traceback = self._before
            self._before = None

    def _drop_frames(self) -> None:
        """Forget the hooks that raised the error again with `result`.

        Their frames hold this outcome, and where another error keeps this one as its context, that
        would be a cycle.
        """
        if self._error is not None:
            with_traceback(self._error, self._traceback)

    def _drop_vetoed_value(self, *, replaced: bool) -> None:
        """Drop the value if the hook put an error in its place: nothing is to bring it back.

        Args:
            replaced: whether it did so by raising because of the error that there was.
        """
        value, error, _ = self._before or (self._value, self._error, None)
        if (replaced or self._error is not error) and self._value is value:
            self._value = None

    def _failed(self, error: BaseException, *, final: bool = False) -> Outcome:
        """Return the outcome after a hook, or the function, ended the invocation in `error`.

        It is another object: the error's traceback holds the frame of the hook that raised it,
        and with it the outcome that the hook was handed. Holding the error, that would be a cycle.
        """
        self._drop_frames()
        skipped, skipped_by = self._skipped_by is not None, self._skipped_by
        failed = Outcome(self._value, error, skipped, skipped_by, self.elapsed, self._function)
        failed.attempt = self.attempt
        failed._traceback = traceback_of(error)
        failed._final = final
        return failed

    def _passes(self) -> bool:
        """Return whether the error must reach the worker, whatever hooks do about it."""
        if self._is_cancellation():
            # A hook may have ended the cancellation that it began, as `asyncio.timeout` does.
            return self._final and is_being_cancelled()
        return self._final

    def _is_cancellation(self) -> bool:
        return is_a(self._error, asyncio.CancelledError)


_INVOCATION: dict[str, object] = {
    "_original": None,
    "_refusal": None,
    "_responded": False,
    "_response": None,
    "attempt": 1,
    "cold": False,
}
_OUTCOME: dict[str, object] = {
    "attempt": 1,
    "_traceback": None,
    "_final": False,
    "_by_function": False,
    "_shown": False,
}


def _unset(instance: object, name: str, values: dict[str, object]) -> object:
    """Return the value of a slot that was not set."""
    try:
        return values[name]
    except KeyError:
        message = f"{type(instance).__name__!r} object has no attribute {name!r}"
    raise AttributeError(message)


def is_being_cancelled() -> bool:
    """Return whether the running task is really being cancelled.

    `Task.cancelling()` is new in Python 3.11. Before it, a `CancelledError` around an async
    function has to be taken for a cancellation of its task.
    """
    if sys.version_info < (3, 11):
        return True
    try:
        task = asyncio.current_task()
    except RuntimeError:
        # No loop runs here: the coroutine is driven by hand.
        return False
    return task is not None and task.cancelling() > 0

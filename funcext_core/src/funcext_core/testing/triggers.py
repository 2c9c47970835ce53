"""The trigger of a function that is tested without decorators, from its parameter's type."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable

import azure.functions as func


Function = Callable[..., object]

_TRIGGERS: dict[object, dict[str, str]] = {
    func.HttpRequest: {"type": "httpTrigger"},
    func.QueueMessage: {"type": "queueTrigger", "queue_name": "queue"},
    func.ServiceBusMessage: {"type": "serviceBusTrigger", "queue_name": "queue"},
    func.EventHubEvent: {"type": "eventHubTrigger", "event_hub_name": "hub"},
    func.KafkaEvent: {"type": "kafkaTrigger", "topic": "topic"},
    func.EventGridEvent: {"type": "eventGridTrigger"},
    func.InputStream: {"type": "blobTrigger", "path": "container/{name}"},
    func.DocumentList: {"type": "cosmosDBTrigger", "container_name": "items"},
    func.TimerRequest: {"type": "timerTrigger", "schedule": "0 0 * * * *"},
}
"""By the type of a function's parameter, the trigger that takes such an argument."""

_BATCHES = (func.ServiceBusMessage, func.EventHubEvent, func.KafkaEvent)
"""The types of which a function may take a list."""


def declare(app: func.FunctionApp, function: Function) -> None:
    """Add a function without decorators to an app.

    Its trigger follows from the type of its first parameter. Without a type, it is an HTTP function
    if the parameter is called `req`.

    Raises:
        TypeError: the type is that of no trigger.
    """
    names = [name for name in inspect.signature(function).parameters if name != "context"]
    trigger = dict((names and _trigger(function, names[0])) or {})
    if not trigger:
        known = ", ".join(kind.__name__ for kind in _TRIGGERS if isinstance(kind, type))
        message = (
            f"the trigger of the function {getattr(function, '__name__', function)!r} cannot be "
            "seen: give it with its decorators, or give its first parameter a type of "
            f"azure.functions: {known}"
        )
        raise TypeError(message)
    if trigger["type"] == "httpTrigger":
        app.route(trigger_arg_name=names[0])(function)
    else:
        app.generic_trigger(names[0], trigger.pop("type"), data_type=None, **trigger)(function)


def _trigger(function: Function, parameter: str) -> dict[str, str] | None:
    if inspect.signature(function).parameters[parameter].annotation is inspect.Parameter.empty:
        return _TRIGGERS[func.HttpRequest] if parameter == "req" else None
    try:
        annotation = typing.get_type_hints(function)[parameter]
    except NameError:
        return None
    if typing.get_origin(annotation) is not list:
        return _TRIGGERS.get(annotation)
    (kind,) = typing.get_args(annotation)
    return {**_TRIGGERS[kind], "cardinality": "many"} if kind in _BATCHES else None

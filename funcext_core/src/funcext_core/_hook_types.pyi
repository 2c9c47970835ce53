"""The types of functions that can be hooks. `make signatures` writes this file; do not edit it."""

from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Mapping
from typing import Any, NoReturn, Protocol, TypeVar, Union, overload

from azure.functions import Context, HttpRequest

from ._model import App, Function, Invocation, Outcome
from ._provides import Parameter

# A hook returns nothing, at once or when it is awaited: a value would be a hook error.
Nothing = Coroutine[object, NoReturn, None] | None
Halves = (
    Generator[None, Outcome, None]
    | Generator[None, None, None]
    | AsyncGenerator[None, Outcome]
    | AsyncGenerator[None, None]
)
Provided = Callable[..., object] | None
R = TypeVar("R", covariant=True)

# A method's own object may be of any class. `NoReturn`, the type without values, accepts them all
# as a parameter's type. Nothing is lost by it, because no protocol here is called.

class MethodTakesNothing(Protocol[R]):
    def __call__(self, plugin: NoReturn, /) -> R: ...
class TakesNothing(Protocol[R]):
    def __call__(self) -> R: ...
class MethodTakesApp(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, app: App) -> R: ...
class TakesApp(Protocol[R]):
    def __call__(self, app: App) -> R: ...
class MethodTakesFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function) -> R: ...
class TakesFunction(Protocol[R]):
    def __call__(self, function: Function) -> R: ...
class MethodTakesInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation) -> R: ...
class TakesInvocation(Protocol[R]):
    def __call__(self, invocation: Invocation) -> R: ...
class MethodTakesInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str) -> R: ...
class TakesInvocationId(Protocol[R]):
    def __call__(self, invocation_id: str) -> R: ...
class MethodTakesContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context) -> R: ...
class TakesContext(Protocol[R]):
    def __call__(self, context: Context) -> R: ...
class MethodTakesArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any]) -> R: ...
class TakesArgs(Protocol[R]):
    def __call__(self, args: dict[str, Any]) -> R: ...
class MethodTakesRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None) -> R: ...
class TakesRequest(Protocol[R]):
    def __call__(self, request: HttpRequest | None) -> R: ...
class MethodTakesTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any) -> R: ...
class TakesTriggerValue(Protocol[R]):
    def __call__(self, trigger_value: Any) -> R: ...
class MethodTakesAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int) -> R: ...
class TakesAttempt(Protocol[R]):
    def __call__(self, attempt: int) -> R: ...
class MethodTakesOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome) -> R: ...
class TakesOutcome(Protocol[R]):
    def __call__(self, outcome: Outcome) -> R: ...
class MethodTakesReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any]) -> R: ...
class TakesReadArgs(Protocol[R]):
    def __call__(self, args: Mapping[str, Any]) -> R: ...
class MethodTakesValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object) -> R: ...
class TakesValue(Protocol[R]):
    def __call__(self, value: object) -> R: ...
class MethodTakesError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None) -> R: ...
class TakesError(Protocol[R]):
    def __call__(self, error: BaseException | None) -> R: ...
class MethodTakesElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float) -> R: ...
class TakesElapsed(Protocol[R]):
    def __call__(self, elapsed: float) -> R: ...
class MethodTakesParameter(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, parameter: Parameter) -> R: ...
class TakesParameter(Protocol[R]):
    def __call__(self, parameter: Parameter) -> R: ...
class MethodTakesInvocationFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, function: Function) -> R: ...
class TakesInvocationFunction(Protocol[R]):
    def __call__(self, invocation: Invocation, function: Function) -> R: ...
class MethodTakesFunctionInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, invocation: Invocation) -> R: ...
class TakesFunctionInvocation(Protocol[R]):
    def __call__(self, function: Function, invocation: Invocation) -> R: ...
class MethodTakesInvocationInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, invocation_id: str) -> R: ...
class TakesInvocationInvocationId(Protocol[R]):
    def __call__(self, invocation: Invocation, invocation_id: str) -> R: ...
class MethodTakesInvocationIdInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, invocation: Invocation) -> R: ...
class TakesInvocationIdInvocation(Protocol[R]):
    def __call__(self, invocation_id: str, invocation: Invocation) -> R: ...
class MethodTakesInvocationContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, context: Context) -> R: ...
class TakesInvocationContext(Protocol[R]):
    def __call__(self, invocation: Invocation, context: Context) -> R: ...
class MethodTakesContextInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, invocation: Invocation) -> R: ...
class TakesContextInvocation(Protocol[R]):
    def __call__(self, context: Context, invocation: Invocation) -> R: ...
class MethodTakesInvocationArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, args: dict[str, Any]) -> R: ...
class TakesInvocationArgs(Protocol[R]):
    def __call__(self, invocation: Invocation, args: dict[str, Any]) -> R: ...
class MethodTakesArgsInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], invocation: Invocation) -> R: ...
class TakesArgsInvocation(Protocol[R]):
    def __call__(self, args: dict[str, Any], invocation: Invocation) -> R: ...
class MethodTakesInvocationRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, request: HttpRequest | None) -> R: ...
class TakesInvocationRequest(Protocol[R]):
    def __call__(self, invocation: Invocation, request: HttpRequest | None) -> R: ...
class MethodTakesRequestInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, invocation: Invocation) -> R: ...
class TakesRequestInvocation(Protocol[R]):
    def __call__(self, request: HttpRequest | None, invocation: Invocation) -> R: ...
class MethodTakesInvocationTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, trigger_value: Any) -> R: ...
class TakesInvocationTriggerValue(Protocol[R]):
    def __call__(self, invocation: Invocation, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, invocation: Invocation) -> R: ...
class TakesTriggerValueInvocation(Protocol[R]):
    def __call__(self, trigger_value: Any, invocation: Invocation) -> R: ...
class MethodTakesInvocationAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, attempt: int) -> R: ...
class TakesInvocationAttempt(Protocol[R]):
    def __call__(self, invocation: Invocation, attempt: int) -> R: ...
class MethodTakesAttemptInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, invocation: Invocation) -> R: ...
class TakesAttemptInvocation(Protocol[R]):
    def __call__(self, attempt: int, invocation: Invocation) -> R: ...
class MethodTakesFunctionInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, invocation_id: str) -> R: ...
class TakesFunctionInvocationId(Protocol[R]):
    def __call__(self, function: Function, invocation_id: str) -> R: ...
class MethodTakesInvocationIdFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, function: Function) -> R: ...
class TakesInvocationIdFunction(Protocol[R]):
    def __call__(self, invocation_id: str, function: Function) -> R: ...
class MethodTakesFunctionContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, context: Context) -> R: ...
class TakesFunctionContext(Protocol[R]):
    def __call__(self, function: Function, context: Context) -> R: ...
class MethodTakesContextFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, function: Function) -> R: ...
class TakesContextFunction(Protocol[R]):
    def __call__(self, context: Context, function: Function) -> R: ...
class MethodTakesFunctionArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, args: dict[str, Any]) -> R: ...
class TakesFunctionArgs(Protocol[R]):
    def __call__(self, function: Function, args: dict[str, Any]) -> R: ...
class MethodTakesArgsFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], function: Function) -> R: ...
class TakesArgsFunction(Protocol[R]):
    def __call__(self, args: dict[str, Any], function: Function) -> R: ...
class MethodTakesFunctionRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, request: HttpRequest | None) -> R: ...
class TakesFunctionRequest(Protocol[R]):
    def __call__(self, function: Function, request: HttpRequest | None) -> R: ...
class MethodTakesRequestFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, function: Function) -> R: ...
class TakesRequestFunction(Protocol[R]):
    def __call__(self, request: HttpRequest | None, function: Function) -> R: ...
class MethodTakesFunctionTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, trigger_value: Any) -> R: ...
class TakesFunctionTriggerValue(Protocol[R]):
    def __call__(self, function: Function, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, function: Function) -> R: ...
class TakesTriggerValueFunction(Protocol[R]):
    def __call__(self, trigger_value: Any, function: Function) -> R: ...
class MethodTakesFunctionAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, attempt: int) -> R: ...
class TakesFunctionAttempt(Protocol[R]):
    def __call__(self, function: Function, attempt: int) -> R: ...
class MethodTakesAttemptFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, function: Function) -> R: ...
class TakesAttemptFunction(Protocol[R]):
    def __call__(self, attempt: int, function: Function) -> R: ...
class MethodTakesInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, context: Context) -> R: ...
class TakesInvocationIdContext(Protocol[R]):
    def __call__(self, invocation_id: str, context: Context) -> R: ...
class MethodTakesContextInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, invocation_id: str) -> R: ...
class TakesContextInvocationId(Protocol[R]):
    def __call__(self, context: Context, invocation_id: str) -> R: ...
class MethodTakesInvocationIdArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, args: dict[str, Any]) -> R: ...
class TakesInvocationIdArgs(Protocol[R]):
    def __call__(self, invocation_id: str, args: dict[str, Any]) -> R: ...
class MethodTakesArgsInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], invocation_id: str) -> R: ...
class TakesArgsInvocationId(Protocol[R]):
    def __call__(self, args: dict[str, Any], invocation_id: str) -> R: ...
class MethodTakesInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesInvocationIdRequest(Protocol[R]):
    def __call__(self, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesRequestInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, invocation_id: str) -> R: ...
class TakesRequestInvocationId(Protocol[R]):
    def __call__(self, request: HttpRequest | None, invocation_id: str) -> R: ...
class MethodTakesInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, trigger_value: Any) -> R: ...
class TakesInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, invocation_id: str) -> R: ...
class TakesTriggerValueInvocationId(Protocol[R]):
    def __call__(self, trigger_value: Any, invocation_id: str) -> R: ...
class MethodTakesInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, attempt: int) -> R: ...
class TakesInvocationIdAttempt(Protocol[R]):
    def __call__(self, invocation_id: str, attempt: int) -> R: ...
class MethodTakesAttemptInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, invocation_id: str) -> R: ...
class TakesAttemptInvocationId(Protocol[R]):
    def __call__(self, attempt: int, invocation_id: str) -> R: ...
class MethodTakesContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, args: dict[str, Any]) -> R: ...
class TakesContextArgs(Protocol[R]):
    def __call__(self, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesArgsContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], context: Context) -> R: ...
class TakesArgsContext(Protocol[R]):
    def __call__(self, args: dict[str, Any], context: Context) -> R: ...
class MethodTakesContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, request: HttpRequest | None) -> R: ...
class TakesContextRequest(Protocol[R]):
    def __call__(self, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesRequestContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, context: Context) -> R: ...
class TakesRequestContext(Protocol[R]):
    def __call__(self, request: HttpRequest | None, context: Context) -> R: ...
class MethodTakesContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, trigger_value: Any) -> R: ...
class TakesContextTriggerValue(Protocol[R]):
    def __call__(self, context: Context, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, context: Context) -> R: ...
class TakesTriggerValueContext(Protocol[R]):
    def __call__(self, trigger_value: Any, context: Context) -> R: ...
class MethodTakesContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, attempt: int) -> R: ...
class TakesContextAttempt(Protocol[R]):
    def __call__(self, context: Context, attempt: int) -> R: ...
class MethodTakesAttemptContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, context: Context) -> R: ...
class TakesAttemptContext(Protocol[R]):
    def __call__(self, attempt: int, context: Context) -> R: ...
class MethodTakesArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesArgsRequest(Protocol[R]):
    def __call__(self, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesRequestArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, args: dict[str, Any]) -> R: ...
class TakesRequestArgs(Protocol[R]):
    def __call__(self, request: HttpRequest | None, args: dict[str, Any]) -> R: ...
class MethodTakesArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesArgsTriggerValue(Protocol[R]):
    def __call__(self, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesTriggerValueArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, args: dict[str, Any]) -> R: ...
class TakesTriggerValueArgs(Protocol[R]):
    def __call__(self, trigger_value: Any, args: dict[str, Any]) -> R: ...
class MethodTakesArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], attempt: int) -> R: ...
class TakesArgsAttempt(Protocol[R]):
    def __call__(self, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesAttemptArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, args: dict[str, Any]) -> R: ...
class TakesAttemptArgs(Protocol[R]):
    def __call__(self, attempt: int, args: dict[str, Any]) -> R: ...
class MethodTakesRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesRequestTriggerValue(Protocol[R]):
    def __call__(self, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, request: HttpRequest | None) -> R: ...
class TakesTriggerValueRequest(Protocol[R]):
    def __call__(self, trigger_value: Any, request: HttpRequest | None) -> R: ...
class MethodTakesRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, attempt: int) -> R: ...
class TakesRequestAttempt(Protocol[R]):
    def __call__(self, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesAttemptRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, request: HttpRequest | None) -> R: ...
class TakesAttemptRequest(Protocol[R]):
    def __call__(self, attempt: int, request: HttpRequest | None) -> R: ...
class MethodTakesTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, attempt: int) -> R: ...
class TakesTriggerValueAttempt(Protocol[R]):
    def __call__(self, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesAttemptTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, trigger_value: Any) -> R: ...
class TakesAttemptTriggerValue(Protocol[R]):
    def __call__(self, attempt: int, trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, outcome: Outcome) -> R: ...
class TakesInvocationOutcome(Protocol[R]):
    def __call__(self, invocation: Invocation, outcome: Outcome) -> R: ...
class MethodTakesOutcomeInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, invocation: Invocation) -> R: ...
class TakesOutcomeInvocation(Protocol[R]):
    def __call__(self, outcome: Outcome, invocation: Invocation) -> R: ...
class MethodTakesInvocationReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, args: Mapping[str, Any]) -> R: ...
class TakesInvocationReadArgs(Protocol[R]):
    def __call__(self, invocation: Invocation, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], invocation: Invocation) -> R: ...
class TakesReadArgsInvocation(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], invocation: Invocation) -> R: ...
class MethodTakesInvocationValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, value: object) -> R: ...
class TakesInvocationValue(Protocol[R]):
    def __call__(self, invocation: Invocation, value: object) -> R: ...
class MethodTakesValueInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, invocation: Invocation) -> R: ...
class TakesValueInvocation(Protocol[R]):
    def __call__(self, value: object, invocation: Invocation) -> R: ...
class MethodTakesInvocationError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, error: BaseException | None) -> R: ...
class TakesInvocationError(Protocol[R]):
    def __call__(self, invocation: Invocation, error: BaseException | None) -> R: ...
class MethodTakesErrorInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, invocation: Invocation) -> R: ...
class TakesErrorInvocation(Protocol[R]):
    def __call__(self, error: BaseException | None, invocation: Invocation) -> R: ...
class MethodTakesInvocationElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, elapsed: float) -> R: ...
class TakesInvocationElapsed(Protocol[R]):
    def __call__(self, invocation: Invocation, elapsed: float) -> R: ...
class MethodTakesElapsedInvocation(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, invocation: Invocation) -> R: ...
class TakesElapsedInvocation(Protocol[R]):
    def __call__(self, elapsed: float, invocation: Invocation) -> R: ...
class MethodTakesOutcomeFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, function: Function) -> R: ...
class TakesOutcomeFunction(Protocol[R]):
    def __call__(self, outcome: Outcome, function: Function) -> R: ...
class MethodTakesFunctionOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, outcome: Outcome) -> R: ...
class TakesFunctionOutcome(Protocol[R]):
    def __call__(self, function: Function, outcome: Outcome) -> R: ...
class MethodTakesOutcomeInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, invocation_id: str) -> R: ...
class TakesOutcomeInvocationId(Protocol[R]):
    def __call__(self, outcome: Outcome, invocation_id: str) -> R: ...
class MethodTakesInvocationIdOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, outcome: Outcome) -> R: ...
class TakesInvocationIdOutcome(Protocol[R]):
    def __call__(self, invocation_id: str, outcome: Outcome) -> R: ...
class MethodTakesOutcomeContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, context: Context) -> R: ...
class TakesOutcomeContext(Protocol[R]):
    def __call__(self, outcome: Outcome, context: Context) -> R: ...
class MethodTakesContextOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, outcome: Outcome) -> R: ...
class TakesContextOutcome(Protocol[R]):
    def __call__(self, context: Context, outcome: Outcome) -> R: ...
class MethodTakesOutcomeReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeReadArgs(Protocol[R]):
    def __call__(self, outcome: Outcome, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], outcome: Outcome) -> R: ...
class TakesReadArgsOutcome(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], outcome: Outcome) -> R: ...
class MethodTakesOutcomeRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, request: HttpRequest | None) -> R: ...
class TakesOutcomeRequest(Protocol[R]):
    def __call__(self, outcome: Outcome, request: HttpRequest | None) -> R: ...
class MethodTakesRequestOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, outcome: Outcome) -> R: ...
class TakesRequestOutcome(Protocol[R]):
    def __call__(self, request: HttpRequest | None, outcome: Outcome) -> R: ...
class MethodTakesOutcomeTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, trigger_value: Any) -> R: ...
class TakesOutcomeTriggerValue(Protocol[R]):
    def __call__(self, outcome: Outcome, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, outcome: Outcome) -> R: ...
class TakesTriggerValueOutcome(Protocol[R]):
    def __call__(self, trigger_value: Any, outcome: Outcome) -> R: ...
class MethodTakesOutcomeAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, attempt: int) -> R: ...
class TakesOutcomeAttempt(Protocol[R]):
    def __call__(self, outcome: Outcome, attempt: int) -> R: ...
class MethodTakesAttemptOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, outcome: Outcome) -> R: ...
class TakesAttemptOutcome(Protocol[R]):
    def __call__(self, attempt: int, outcome: Outcome) -> R: ...
class MethodTakesOutcomeValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, value: object) -> R: ...
class TakesOutcomeValue(Protocol[R]):
    def __call__(self, outcome: Outcome, value: object) -> R: ...
class MethodTakesValueOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, outcome: Outcome) -> R: ...
class TakesValueOutcome(Protocol[R]):
    def __call__(self, value: object, outcome: Outcome) -> R: ...
class MethodTakesOutcomeError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, error: BaseException | None) -> R: ...
class TakesOutcomeError(Protocol[R]):
    def __call__(self, outcome: Outcome, error: BaseException | None) -> R: ...
class MethodTakesErrorOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, outcome: Outcome) -> R: ...
class TakesErrorOutcome(Protocol[R]):
    def __call__(self, error: BaseException | None, outcome: Outcome) -> R: ...
class MethodTakesOutcomeElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, elapsed: float) -> R: ...
class TakesOutcomeElapsed(Protocol[R]):
    def __call__(self, outcome: Outcome, elapsed: float) -> R: ...
class MethodTakesElapsedOutcome(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, outcome: Outcome) -> R: ...
class TakesElapsedOutcome(Protocol[R]):
    def __call__(self, elapsed: float, outcome: Outcome) -> R: ...
class MethodTakesFunctionReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, args: Mapping[str, Any]) -> R: ...
class TakesFunctionReadArgs(Protocol[R]):
    def __call__(self, function: Function, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], function: Function) -> R: ...
class TakesReadArgsFunction(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], function: Function) -> R: ...
class MethodTakesFunctionValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, value: object) -> R: ...
class TakesFunctionValue(Protocol[R]):
    def __call__(self, function: Function, value: object) -> R: ...
class MethodTakesValueFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, function: Function) -> R: ...
class TakesValueFunction(Protocol[R]):
    def __call__(self, value: object, function: Function) -> R: ...
class MethodTakesFunctionError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, error: BaseException | None) -> R: ...
class TakesFunctionError(Protocol[R]):
    def __call__(self, function: Function, error: BaseException | None) -> R: ...
class MethodTakesErrorFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, function: Function) -> R: ...
class TakesErrorFunction(Protocol[R]):
    def __call__(self, error: BaseException | None, function: Function) -> R: ...
class MethodTakesFunctionElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, elapsed: float) -> R: ...
class TakesFunctionElapsed(Protocol[R]):
    def __call__(self, function: Function, elapsed: float) -> R: ...
class MethodTakesElapsedFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, function: Function) -> R: ...
class TakesElapsedFunction(Protocol[R]):
    def __call__(self, elapsed: float, function: Function) -> R: ...
class MethodTakesInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesInvocationIdReadArgs(Protocol[R]):
    def __call__(self, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], invocation_id: str) -> R: ...
class TakesReadArgsInvocationId(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], invocation_id: str) -> R: ...
class MethodTakesInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, value: object) -> R: ...
class TakesInvocationIdValue(Protocol[R]):
    def __call__(self, invocation_id: str, value: object) -> R: ...
class MethodTakesValueInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, invocation_id: str) -> R: ...
class TakesValueInvocationId(Protocol[R]):
    def __call__(self, value: object, invocation_id: str) -> R: ...
class MethodTakesInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, error: BaseException | None) -> R: ...
class TakesInvocationIdError(Protocol[R]):
    def __call__(self, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesErrorInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, invocation_id: str) -> R: ...
class TakesErrorInvocationId(Protocol[R]):
    def __call__(self, error: BaseException | None, invocation_id: str) -> R: ...
class MethodTakesInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, invocation_id: str, elapsed: float) -> R: ...
class TakesInvocationIdElapsed(Protocol[R]):
    def __call__(self, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesElapsedInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, invocation_id: str) -> R: ...
class TakesElapsedInvocationId(Protocol[R]):
    def __call__(self, elapsed: float, invocation_id: str) -> R: ...
class MethodTakesContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesContextReadArgs(Protocol[R]):
    def __call__(self, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], context: Context) -> R: ...
class TakesReadArgsContext(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], context: Context) -> R: ...
class MethodTakesContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, value: object) -> R: ...
class TakesContextValue(Protocol[R]):
    def __call__(self, context: Context, value: object) -> R: ...
class MethodTakesValueContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, context: Context) -> R: ...
class TakesValueContext(Protocol[R]):
    def __call__(self, value: object, context: Context) -> R: ...
class MethodTakesContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, error: BaseException | None) -> R: ...
class TakesContextError(Protocol[R]):
    def __call__(self, context: Context, error: BaseException | None) -> R: ...
class MethodTakesErrorContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, context: Context) -> R: ...
class TakesErrorContext(Protocol[R]):
    def __call__(self, error: BaseException | None, context: Context) -> R: ...
class MethodTakesContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, context: Context, elapsed: float) -> R: ...
class TakesContextElapsed(Protocol[R]):
    def __call__(self, context: Context, elapsed: float) -> R: ...
class MethodTakesElapsedContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, context: Context) -> R: ...
class TakesElapsedContext(Protocol[R]):
    def __call__(self, elapsed: float, context: Context) -> R: ...
class MethodTakesReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesReadArgsRequest(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesRequestReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, args: Mapping[str, Any]) -> R: ...
class TakesRequestReadArgs(Protocol[R]):
    def __call__(self, request: HttpRequest | None, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesReadArgsTriggerValue(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesTriggerValueReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, args: Mapping[str, Any]) -> R: ...
class TakesTriggerValueReadArgs(Protocol[R]):
    def __call__(self, trigger_value: Any, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesReadArgsAttempt(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesAttemptReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, args: Mapping[str, Any]) -> R: ...
class TakesAttemptReadArgs(Protocol[R]):
    def __call__(self, attempt: int, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], value: object) -> R: ...
class TakesReadArgsValue(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesValueReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, args: Mapping[str, Any]) -> R: ...
class TakesValueReadArgs(Protocol[R]):
    def __call__(self, value: object, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesReadArgsError(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesErrorReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, args: Mapping[str, Any]) -> R: ...
class TakesErrorReadArgs(Protocol[R]):
    def __call__(self, error: BaseException | None, args: Mapping[str, Any]) -> R: ...
class MethodTakesReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesReadArgsElapsed(Protocol[R]):
    def __call__(self, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesElapsedReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, args: Mapping[str, Any]) -> R: ...
class TakesElapsedReadArgs(Protocol[R]):
    def __call__(self, elapsed: float, args: Mapping[str, Any]) -> R: ...
class MethodTakesRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, value: object) -> R: ...
class TakesRequestValue(Protocol[R]):
    def __call__(self, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesValueRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, request: HttpRequest | None) -> R: ...
class TakesValueRequest(Protocol[R]):
    def __call__(self, value: object, request: HttpRequest | None) -> R: ...
class MethodTakesRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesRequestError(Protocol[R]):
    def __call__(self, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesErrorRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, request: HttpRequest | None) -> R: ...
class TakesErrorRequest(Protocol[R]):
    def __call__(self, error: BaseException | None, request: HttpRequest | None) -> R: ...
class MethodTakesRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesRequestElapsed(Protocol[R]):
    def __call__(self, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesElapsedRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, request: HttpRequest | None) -> R: ...
class TakesElapsedRequest(Protocol[R]):
    def __call__(self, elapsed: float, request: HttpRequest | None) -> R: ...
class MethodTakesTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, value: object) -> R: ...
class TakesTriggerValueValue(Protocol[R]):
    def __call__(self, trigger_value: Any, value: object) -> R: ...
class MethodTakesValueTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, trigger_value: Any) -> R: ...
class TakesValueTriggerValue(Protocol[R]):
    def __call__(self, value: object, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesTriggerValueError(Protocol[R]):
    def __call__(self, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesErrorTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, trigger_value: Any) -> R: ...
class TakesErrorTriggerValue(Protocol[R]):
    def __call__(self, error: BaseException | None, trigger_value: Any) -> R: ...
class MethodTakesTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, elapsed: float) -> R: ...
class TakesTriggerValueElapsed(Protocol[R]):
    def __call__(self, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesElapsedTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, trigger_value: Any) -> R: ...
class TakesElapsedTriggerValue(Protocol[R]):
    def __call__(self, elapsed: float, trigger_value: Any) -> R: ...
class MethodTakesAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, value: object) -> R: ...
class TakesAttemptValue(Protocol[R]):
    def __call__(self, attempt: int, value: object) -> R: ...
class MethodTakesValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, attempt: int) -> R: ...
class TakesValueAttempt(Protocol[R]):
    def __call__(self, value: object, attempt: int) -> R: ...
class MethodTakesAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, error: BaseException | None) -> R: ...
class TakesAttemptError(Protocol[R]):
    def __call__(self, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesErrorAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, attempt: int) -> R: ...
class TakesErrorAttempt(Protocol[R]):
    def __call__(self, error: BaseException | None, attempt: int) -> R: ...
class MethodTakesAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, attempt: int, elapsed: float) -> R: ...
class TakesAttemptElapsed(Protocol[R]):
    def __call__(self, attempt: int, elapsed: float) -> R: ...
class MethodTakesElapsedAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, attempt: int) -> R: ...
class TakesElapsedAttempt(Protocol[R]):
    def __call__(self, elapsed: float, attempt: int) -> R: ...
class MethodTakesValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, error: BaseException | None) -> R: ...
class TakesValueError(Protocol[R]):
    def __call__(self, value: object, error: BaseException | None) -> R: ...
class MethodTakesErrorValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, value: object) -> R: ...
class TakesErrorValue(Protocol[R]):
    def __call__(self, error: BaseException | None, value: object) -> R: ...
class MethodTakesValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, value: object, elapsed: float) -> R: ...
class TakesValueElapsed(Protocol[R]):
    def __call__(self, value: object, elapsed: float) -> R: ...
class MethodTakesElapsedValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, value: object) -> R: ...
class TakesElapsedValue(Protocol[R]):
    def __call__(self, elapsed: float, value: object) -> R: ...
class MethodTakesErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, elapsed: float) -> R: ...
class TakesErrorElapsed(Protocol[R]):
    def __call__(self, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesElapsedError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, elapsed: float, error: BaseException | None) -> R: ...
class TakesElapsedError(Protocol[R]):
    def __call__(self, elapsed: float, error: BaseException | None) -> R: ...
class MethodTakesFunctionParameter(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, function: Function, parameter: Parameter) -> R: ...
class TakesFunctionParameter(Protocol[R]):
    def __call__(self, function: Function, parameter: Parameter) -> R: ...
class MethodTakesParameterFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, parameter: Parameter, function: Function) -> R: ...
class TakesParameterFunction(Protocol[R]):
    def __call__(self, parameter: Parameter, function: Function) -> R: ...
class MethodTakesInvocationFunctionInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str) -> R: ...
class TakesInvocationFunctionInvocationId(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str) -> R: ...
class MethodTakesInvocationFunctionContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context) -> R: ...
class TakesInvocationFunctionContext(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context) -> R: ...
class MethodTakesInvocationFunctionArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: dict[str, Any]) -> R: ...
class TakesInvocationFunctionArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationFunctionRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, request: HttpRequest | None) -> R: ...
class TakesInvocationFunctionRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationFunctionTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, trigger_value: Any) -> R: ...
class TakesInvocationFunctionTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, trigger_value: Any) -> R: ...
class MethodTakesInvocationFunctionAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, attempt: int) -> R: ...
class TakesInvocationFunctionAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, attempt: int) -> R: ...
class MethodTakesInvocationInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context) -> R: ...
class TakesInvocationInvocationIdContext(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context) -> R: ...
class MethodTakesInvocationInvocationIdArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: dict[str, Any]) -> R: ...
class TakesInvocationInvocationIdArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesInvocationInvocationIdRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, trigger_value: Any) -> R: ...
class TakesInvocationInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesInvocationInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, attempt: int) -> R: ...
class TakesInvocationInvocationIdAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, attempt: int) -> R: ...
class MethodTakesInvocationContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: dict[str, Any]) -> R: ...
class TakesInvocationContextArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, request: HttpRequest | None) -> R: ...
class TakesInvocationContextRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, trigger_value: Any) -> R: ...
class TakesInvocationContextTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, trigger_value: Any) -> R: ...
class MethodTakesInvocationContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, attempt: int) -> R: ...
class TakesInvocationContextAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, attempt: int) -> R: ...
class MethodTakesInvocationArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: dict[str, Any], attempt: int) -> R: ...
class TakesInvocationArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesFunctionInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context) -> R: ...
class TakesFunctionInvocationIdContext(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context) -> R: ...
class MethodTakesFunctionInvocationIdArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: dict[str, Any]) -> R: ...
class TakesFunctionInvocationIdArgs(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: dict[str, Any]) -> R: ...
class MethodTakesFunctionInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesFunctionInvocationIdRequest(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesFunctionInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, trigger_value: Any) -> R: ...
class TakesFunctionInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesFunctionInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, attempt: int) -> R: ...
class TakesFunctionInvocationIdAttempt(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, attempt: int) -> R: ...
class MethodTakesFunctionContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: dict[str, Any]) -> R: ...
class TakesFunctionContextArgs(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesFunctionContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, request: HttpRequest | None) -> R: ...
class TakesFunctionContextRequest(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesFunctionContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, trigger_value: Any) -> R: ...
class TakesFunctionContextTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, trigger_value: Any) -> R: ...
class MethodTakesFunctionContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, attempt: int) -> R: ...
class TakesFunctionContextAttempt(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, attempt: int) -> R: ...
class MethodTakesFunctionArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesFunctionArgsRequest(Protocol[R]):
    def __call__(self, *, function: Function, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesFunctionArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesFunctionArgsTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesFunctionArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: dict[str, Any], attempt: int) -> R: ...
class TakesFunctionArgsAttempt(Protocol[R]):
    def __call__(self, *, function: Function, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesFunctionRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesFunctionRequestTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesFunctionRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, attempt: int) -> R: ...
class TakesFunctionRequestAttempt(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesFunctionTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, attempt: int) -> R: ...
class TakesFunctionTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationIdContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: dict[str, Any]) -> R: ...
class TakesInvocationIdContextArgs(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationIdContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class TakesInvocationIdContextRequest(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class TakesInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class MethodTakesInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, attempt: int) -> R: ...
class TakesInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, attempt: int) -> R: ...
class MethodTakesInvocationIdArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationIdArgsRequest(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationIdArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationIdArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationIdArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: dict[str, Any], attempt: int) -> R: ...
class TakesInvocationIdArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesContextArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesContextArgsRequest(Protocol[R]):
    def __call__(self, *, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesContextArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesContextArgsTriggerValue(Protocol[R]):
    def __call__(self, *, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesContextArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class TakesContextArgsAttempt(Protocol[R]):
    def __call__(self, *, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesContextRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesContextRequestTriggerValue(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesContextRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class TakesContextRequestAttempt(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, attempt: int) -> R: ...
class TakesContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeFunction(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function) -> R: ...
class TakesInvocationOutcomeFunction(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function) -> R: ...
class MethodTakesInvocationOutcomeInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str) -> R: ...
class TakesInvocationOutcomeInvocationId(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str) -> R: ...
class MethodTakesInvocationOutcomeContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context) -> R: ...
class TakesInvocationOutcomeContext(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context) -> R: ...
class MethodTakesInvocationOutcomeReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any]) -> R: ...
class TakesInvocationOutcomeReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationOutcomeRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None) -> R: ...
class TakesInvocationOutcomeRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationOutcomeTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, trigger_value: Any) -> R: ...
class TakesInvocationOutcomeTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcomeAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, attempt: int) -> R: ...
class TakesInvocationOutcomeAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, value: object) -> R: ...
class TakesInvocationOutcomeValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, value: object) -> R: ...
class MethodTakesInvocationOutcomeError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, elapsed: float) -> R: ...
class TakesInvocationOutcomeElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any]) -> R: ...
class TakesInvocationFunctionReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationFunctionValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, value: object) -> R: ...
class TakesInvocationFunctionValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, value: object) -> R: ...
class MethodTakesInvocationFunctionError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, error: BaseException | None) -> R: ...
class TakesInvocationFunctionError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, elapsed: float) -> R: ...
class TakesInvocationFunctionElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesInvocationInvocationIdReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, value: object) -> R: ...
class TakesInvocationInvocationIdValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, value: object) -> R: ...
class MethodTakesInvocationInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, elapsed: float) -> R: ...
class TakesInvocationInvocationIdElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesInvocationContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesInvocationContextReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, value: object) -> R: ...
class TakesInvocationContextValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, value: object) -> R: ...
class MethodTakesInvocationContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, error: BaseException | None) -> R: ...
class TakesInvocationContextError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, error: BaseException | None) -> R: ...
class MethodTakesInvocationContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, elapsed: float) -> R: ...
class TakesInvocationContextElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, elapsed: float) -> R: ...
class MethodTakesInvocationReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationReadArgsError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationRequestValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationRequestError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, value: object) -> R: ...
class TakesInvocationTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, attempt: int, value: object) -> R: ...
class TakesInvocationAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, attempt: int, value: object) -> R: ...
class MethodTakesInvocationAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, attempt: int, elapsed: float) -> R: ...
class TakesInvocationAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, value: object, error: BaseException | None) -> R: ...
class TakesInvocationValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, value: object, elapsed: float) -> R: ...
class TakesInvocationValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str) -> R: ...
class TakesOutcomeFunctionInvocationId(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str) -> R: ...
class MethodTakesOutcomeFunctionContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context) -> R: ...
class TakesOutcomeFunctionContext(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context) -> R: ...
class MethodTakesOutcomeFunctionReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeFunctionReadArgs(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any]) -> R: ...
class MethodTakesOutcomeFunctionRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, request: HttpRequest | None) -> R: ...
class TakesOutcomeFunctionRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeFunctionTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, trigger_value: Any) -> R: ...
class TakesOutcomeFunctionTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, trigger_value: Any) -> R: ...
class MethodTakesOutcomeFunctionAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, attempt: int) -> R: ...
class TakesOutcomeFunctionAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, attempt: int) -> R: ...
class MethodTakesOutcomeFunctionValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, value: object) -> R: ...
class TakesOutcomeFunctionValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, value: object) -> R: ...
class MethodTakesOutcomeFunctionError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, elapsed: float) -> R: ...
class TakesOutcomeFunctionElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context) -> R: ...
class TakesOutcomeInvocationIdContext(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeInvocationIdReadArgs(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesOutcomeInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesOutcomeInvocationIdRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, trigger_value: Any) -> R: ...
class TakesOutcomeInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesOutcomeInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, attempt: int) -> R: ...
class TakesOutcomeInvocationIdAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, attempt: int) -> R: ...
class MethodTakesOutcomeInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, value: object) -> R: ...
class TakesOutcomeInvocationIdValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, value: object) -> R: ...
class MethodTakesOutcomeInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesOutcomeContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeContextReadArgs(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesOutcomeContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, request: HttpRequest | None) -> R: ...
class TakesOutcomeContextRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, trigger_value: Any) -> R: ...
class TakesOutcomeContextTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, trigger_value: Any) -> R: ...
class MethodTakesOutcomeContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, attempt: int) -> R: ...
class TakesOutcomeContextAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, attempt: int) -> R: ...
class MethodTakesOutcomeContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, value: object) -> R: ...
class TakesOutcomeContextValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, value: object) -> R: ...
class MethodTakesOutcomeContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, error: BaseException | None) -> R: ...
class TakesOutcomeContextError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, error: BaseException | None) -> R: ...
class MethodTakesOutcomeContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, elapsed: float) -> R: ...
class TakesOutcomeContextElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, elapsed: float) -> R: ...
class MethodTakesOutcomeReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesOutcomeReadArgsRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesOutcomeReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesOutcomeReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesOutcomeReadArgsAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesOutcomeReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], value: object) -> R: ...
class TakesOutcomeReadArgsValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesOutcomeReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesOutcomeReadArgsError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesOutcomeReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesOutcomeReadArgsElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesOutcomeRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesOutcomeRequestTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesOutcomeRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, attempt: int) -> R: ...
class TakesOutcomeRequestAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesOutcomeRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, value: object) -> R: ...
class TakesOutcomeRequestValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesOutcomeRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesOutcomeRequestError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesOutcomeRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesOutcomeRequestElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesOutcomeTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, attempt: int) -> R: ...
class TakesOutcomeTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesOutcomeTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, value: object) -> R: ...
class TakesOutcomeTriggerValueValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, value: object) -> R: ...
class MethodTakesOutcomeTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesOutcomeTriggerValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesOutcomeTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, elapsed: float) -> R: ...
class TakesOutcomeTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesOutcomeAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, attempt: int, value: object) -> R: ...
class TakesOutcomeAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, attempt: int, value: object) -> R: ...
class MethodTakesOutcomeAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, attempt: int, elapsed: float) -> R: ...
class TakesOutcomeAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, value: object, elapsed: float) -> R: ...
class TakesOutcomeValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesFunctionInvocationIdReadArgs(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesFunctionInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, value: object) -> R: ...
class TakesFunctionInvocationIdValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, value: object) -> R: ...
class MethodTakesFunctionInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, elapsed: float) -> R: ...
class TakesFunctionInvocationIdElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesFunctionContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesFunctionContextReadArgs(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesFunctionContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, value: object) -> R: ...
class TakesFunctionContextValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, value: object) -> R: ...
class MethodTakesFunctionContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, error: BaseException | None) -> R: ...
class TakesFunctionContextError(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, error: BaseException | None) -> R: ...
class MethodTakesFunctionContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, elapsed: float) -> R: ...
class TakesFunctionContextElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, elapsed: float) -> R: ...
class MethodTakesFunctionReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesFunctionReadArgsRequest(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesFunctionReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesFunctionReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesFunctionReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesFunctionReadArgsAttempt(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesFunctionReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], value: object) -> R: ...
class TakesFunctionReadArgsValue(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesFunctionReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesFunctionReadArgsError(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesFunctionReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesFunctionReadArgsElapsed(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesFunctionRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, value: object) -> R: ...
class TakesFunctionRequestValue(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesFunctionRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesFunctionRequestError(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesFunctionRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesFunctionRequestElapsed(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesFunctionTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, value: object) -> R: ...
class TakesFunctionTriggerValueValue(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, value: object) -> R: ...
class MethodTakesFunctionTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesFunctionTriggerValueError(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesFunctionTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, elapsed: float) -> R: ...
class TakesFunctionTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesFunctionAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, attempt: int, value: object) -> R: ...
class TakesFunctionAttemptValue(Protocol[R]):
    def __call__(self, *, function: Function, attempt: int, value: object) -> R: ...
class MethodTakesFunctionAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, attempt: int, error: BaseException | None) -> R: ...
class TakesFunctionAttemptError(Protocol[R]):
    def __call__(self, *, function: Function, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesFunctionAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, attempt: int, elapsed: float) -> R: ...
class TakesFunctionAttemptElapsed(Protocol[R]):
    def __call__(self, *, function: Function, attempt: int, elapsed: float) -> R: ...
class MethodTakesFunctionValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, value: object, error: BaseException | None) -> R: ...
class TakesFunctionValueError(Protocol[R]):
    def __call__(self, *, function: Function, value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, value: object, elapsed: float) -> R: ...
class TakesFunctionValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, value: object, elapsed: float) -> R: ...
class MethodTakesFunctionErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationIdContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, value: object) -> R: ...
class TakesInvocationIdContextValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, value: object) -> R: ...
class MethodTakesInvocationIdContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class TakesInvocationIdContextError(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, elapsed: float) -> R: ...
class TakesInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, elapsed: float) -> R: ...
class MethodTakesInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationIdRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationIdRequestValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationIdRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationIdRequestError(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class TakesInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, attempt: int, value: object) -> R: ...
class TakesInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, attempt: int, value: object) -> R: ...
class MethodTakesInvocationIdAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationIdAttemptError(Protocol[R]):
    def __call__(self, *, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class TakesInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationIdValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class TakesInvocationIdValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, value: object, elapsed: float) -> R: ...
class TakesInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesContextReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesContextReadArgsRequest(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesContextReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesContextReadArgsAttempt(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesContextReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class TakesContextReadArgsValue(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesContextReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesContextReadArgsError(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesContextReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesContextReadArgsElapsed(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesContextRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, value: object) -> R: ...
class TakesContextRequestValue(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesContextRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesContextRequestError(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesContextRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesContextRequestElapsed(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesContextTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, value: object) -> R: ...
class TakesContextTriggerValueValue(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, value: object) -> R: ...
class MethodTakesContextTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesContextTriggerValueError(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class TakesContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesContextAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, attempt: int, value: object) -> R: ...
class TakesContextAttemptValue(Protocol[R]):
    def __call__(self, *, context: Context, attempt: int, value: object) -> R: ...
class MethodTakesContextAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, attempt: int, error: BaseException | None) -> R: ...
class TakesContextAttemptError(Protocol[R]):
    def __call__(self, *, context: Context, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesContextAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, attempt: int, elapsed: float) -> R: ...
class TakesContextAttemptElapsed(Protocol[R]):
    def __call__(self, *, context: Context, attempt: int, elapsed: float) -> R: ...
class MethodTakesContextValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, value: object, error: BaseException | None) -> R: ...
class TakesContextValueError(Protocol[R]):
    def __call__(self, *, context: Context, value: object, error: BaseException | None) -> R: ...
class MethodTakesContextValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, value: object, elapsed: float) -> R: ...
class TakesContextValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, value: object, elapsed: float) -> R: ...
class MethodTakesContextErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class TakesContextErrorElapsed(Protocol[R]):
    def __call__(self, *, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesReadArgsRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class TakesReadArgsRequestValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class MethodTakesReadArgsRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesReadArgsRequestError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class TakesReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class TakesReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class MethodTakesReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class TakesReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class TakesReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesReadArgsAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class TakesReadArgsAttemptValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class MethodTakesReadArgsAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class TakesReadArgsAttemptError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class MethodTakesReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class TakesReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class MethodTakesReadArgsValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class TakesReadArgsValueError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class MethodTakesReadArgsValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class TakesReadArgsValueElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class MethodTakesReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class TakesReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesRequestAttemptValue(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesRequestAttemptError(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesRequestValueError(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesRequestValueElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesTriggerValueValueError(Protocol[R]):
    def __call__(self, *, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesAttemptValueError(Protocol[R]):
    def __call__(self, *, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, attempt: int, value: object, elapsed: float) -> R: ...
class TakesAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesValueErrorElapsed(Protocol[R]):
    def __call__(self, *, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, context: Context) -> R: ...
class TakesInvocationFunctionInvocationIdContext(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, context: Context) -> R: ...
class MethodTakesInvocationFunctionInvocationIdArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, args: dict[str, Any]) -> R: ...
class TakesInvocationFunctionInvocationIdArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationFunctionInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesInvocationFunctionInvocationIdRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationFunctionInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, trigger_value: Any) -> R: ...
class TakesInvocationFunctionInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesInvocationFunctionInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, attempt: int) -> R: ...
class TakesInvocationFunctionInvocationIdAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, attempt: int) -> R: ...
class MethodTakesInvocationFunctionContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, args: dict[str, Any]) -> R: ...
class TakesInvocationFunctionContextArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationFunctionContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, request: HttpRequest | None) -> R: ...
class TakesInvocationFunctionContextRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationFunctionContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, trigger_value: Any) -> R: ...
class TakesInvocationFunctionContextTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, trigger_value: Any) -> R: ...
class MethodTakesInvocationFunctionContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, attempt: int) -> R: ...
class TakesInvocationFunctionContextAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, attempt: int) -> R: ...
class MethodTakesInvocationFunctionArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationFunctionArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationFunctionArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationFunctionArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationFunctionArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: dict[str, Any], attempt: int) -> R: ...
class TakesInvocationFunctionArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationFunctionRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationFunctionRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationFunctionRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationFunctionRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationFunctionTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationFunctionTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationInvocationIdContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, args: dict[str, Any]) -> R: ...
class TakesInvocationInvocationIdContextArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesInvocationInvocationIdContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class TakesInvocationInvocationIdContextRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class TakesInvocationInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class MethodTakesInvocationInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, attempt: int) -> R: ...
class TakesInvocationInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, attempt: int) -> R: ...
class MethodTakesInvocationInvocationIdArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationInvocationIdArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationInvocationIdArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationInvocationIdArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationInvocationIdArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: dict[str, Any], attempt: int) -> R: ...
class TakesInvocationInvocationIdArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationContextArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationContextArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationContextArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationContextArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationContextArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class TakesInvocationContextArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationContextRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationContextRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationContextRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationContextRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesFunctionInvocationIdContextArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, args: dict[str, Any]) -> R: ...
class TakesFunctionInvocationIdContextArgs(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, args: dict[str, Any]) -> R: ...
class MethodTakesFunctionInvocationIdContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class TakesFunctionInvocationIdContextRequest(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesFunctionInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class TakesFunctionInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class MethodTakesFunctionInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, attempt: int) -> R: ...
class TakesFunctionInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, attempt: int) -> R: ...
class MethodTakesFunctionInvocationIdArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesFunctionInvocationIdArgsRequest(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesFunctionInvocationIdArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesFunctionInvocationIdArgsTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesFunctionInvocationIdArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: dict[str, Any], attempt: int) -> R: ...
class TakesFunctionInvocationIdArgsAttempt(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesFunctionInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesFunctionInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesFunctionInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class TakesFunctionInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesFunctionInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class TakesFunctionInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesFunctionContextArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesFunctionContextArgsRequest(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesFunctionContextArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesFunctionContextArgsTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesFunctionContextArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class TakesFunctionContextArgsAttempt(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesFunctionContextRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesFunctionContextRequestTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesFunctionContextRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class TakesFunctionContextRequestAttempt(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesFunctionContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, trigger_value: Any, attempt: int) -> R: ...
class TakesFunctionContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesFunctionArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesFunctionArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesFunctionArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesFunctionArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, function: Function, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesFunctionArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesFunctionArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, function: Function, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesFunctionRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesFunctionRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationIdContextArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationIdContextArgsRequest(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: dict[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationIdContextArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationIdContextArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: dict[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationIdContextArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class TakesInvocationIdContextArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: dict[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationIdContextRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationIdContextRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationIdContextRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationIdContextRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationIdContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationIdContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationIdArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationIdArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationIdArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationIdArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationIdArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationIdArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationIdRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationIdRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesContextArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesContextArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, context: Context, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesContextArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesContextArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, context: Context, args: dict[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesContextArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesContextArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, context: Context, args: dict[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesContextRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesContextRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesArgsRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesArgsRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, args: dict[str, Any], request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeFunctionInvocationId(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, invocation_id: str) -> R: ...
class TakesInvocationOutcomeFunctionInvocationId(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, invocation_id: str) -> R: ...
class MethodTakesInvocationOutcomeFunctionContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, context: Context) -> R: ...
class TakesInvocationOutcomeFunctionContext(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, context: Context) -> R: ...
class MethodTakesInvocationOutcomeFunctionReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, args: Mapping[str, Any]) -> R: ...
class TakesInvocationOutcomeFunctionReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationOutcomeFunctionRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, request: HttpRequest | None) -> R: ...
class TakesInvocationOutcomeFunctionRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationOutcomeFunctionTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, trigger_value: Any) -> R: ...
class TakesInvocationOutcomeFunctionTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcomeFunctionAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, attempt: int) -> R: ...
class TakesInvocationOutcomeFunctionAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeFunctionValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, value: object) -> R: ...
class TakesInvocationOutcomeFunctionValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, value: object) -> R: ...
class MethodTakesInvocationOutcomeFunctionError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeFunctionError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeFunctionElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, function: Function, elapsed: float) -> R: ...
class TakesInvocationOutcomeFunctionElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, function: Function, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, context: Context) -> R: ...
class TakesInvocationOutcomeInvocationIdContext(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, context: Context) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesInvocationOutcomeInvocationIdReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesInvocationOutcomeInvocationIdRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, trigger_value: Any) -> R: ...
class TakesInvocationOutcomeInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, attempt: int) -> R: ...
class TakesInvocationOutcomeInvocationIdAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, value: object) -> R: ...
class TakesInvocationOutcomeInvocationIdValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, value: object) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeInvocationIdError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, invocation_id: str, elapsed: float) -> R: ...
class TakesInvocationOutcomeInvocationIdElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesInvocationOutcomeContextReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationOutcomeContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, request: HttpRequest | None) -> R: ...
class TakesInvocationOutcomeContextRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesInvocationOutcomeContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, trigger_value: Any) -> R: ...
class TakesInvocationOutcomeContextTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcomeContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, attempt: int) -> R: ...
class TakesInvocationOutcomeContextAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, value: object) -> R: ...
class TakesInvocationOutcomeContextValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, value: object) -> R: ...
class MethodTakesInvocationOutcomeContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeContextError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, context: Context, elapsed: float) -> R: ...
class TakesInvocationOutcomeContextElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, context: Context, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationOutcomeReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationOutcomeReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationOutcomeReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcomeReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationOutcomeReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationOutcomeReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationOutcomeReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationOutcomeReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationOutcomeReadArgsError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationOutcomeReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationOutcomeRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationOutcomeRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationOutcomeRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationOutcomeRequestValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationOutcomeRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeRequestError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationOutcomeRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationOutcomeTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationOutcomeTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, value: object) -> R: ...
class TakesInvocationOutcomeTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationOutcomeTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationOutcomeTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, attempt: int, value: object) -> R: ...
class TakesInvocationOutcomeAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, attempt: int, value: object) -> R: ...
class MethodTakesInvocationOutcomeAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, attempt: int, elapsed: float) -> R: ...
class TakesInvocationOutcomeAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, value: object, error: BaseException | None) -> R: ...
class TakesInvocationOutcomeValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationOutcomeValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, value: object, elapsed: float) -> R: ...
class TakesInvocationOutcomeValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationOutcomeErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, outcome: Outcome, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationOutcomeErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, outcome: Outcome, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesInvocationFunctionInvocationIdReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationFunctionInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, value: object) -> R: ...
class TakesInvocationFunctionInvocationIdValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, value: object) -> R: ...
class MethodTakesInvocationFunctionInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, error: BaseException | None) -> R: ...
class TakesInvocationFunctionInvocationIdError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, invocation_id: str, elapsed: float) -> R: ...
class TakesInvocationFunctionInvocationIdElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesInvocationFunctionContextReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationFunctionContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, value: object) -> R: ...
class TakesInvocationFunctionContextValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, value: object) -> R: ...
class MethodTakesInvocationFunctionContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, error: BaseException | None) -> R: ...
class TakesInvocationFunctionContextError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, context: Context, elapsed: float) -> R: ...
class TakesInvocationFunctionContextElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, context: Context, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationFunctionReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationFunctionReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationFunctionReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationFunctionReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationFunctionReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationFunctionReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationFunctionReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationFunctionReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationFunctionReadArgsError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationFunctionReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationFunctionRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationFunctionRequestValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationFunctionRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationFunctionRequestError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationFunctionRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, trigger_value: Any, value: object) -> R: ...
class TakesInvocationFunctionTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationFunctionTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationFunctionTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationFunctionTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, attempt: int, value: object) -> R: ...
class TakesInvocationFunctionAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, attempt: int, value: object) -> R: ...
class MethodTakesInvocationFunctionAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationFunctionAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, attempt: int, elapsed: float) -> R: ...
class TakesInvocationFunctionAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, value: object, error: BaseException | None) -> R: ...
class TakesInvocationFunctionValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationFunctionValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, value: object, elapsed: float) -> R: ...
class TakesInvocationFunctionValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationFunctionErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, function: Function, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationFunctionErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, function: Function, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesInvocationInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesInvocationInvocationIdContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, value: object) -> R: ...
class TakesInvocationInvocationIdContextValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, value: object) -> R: ...
class MethodTakesInvocationInvocationIdContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdContextError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, context: Context, elapsed: float) -> R: ...
class TakesInvocationInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, context: Context, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationInvocationIdRequestValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationInvocationIdRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdRequestError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class TakesInvocationInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, attempt: int, value: object) -> R: ...
class TakesInvocationInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, attempt: int, value: object) -> R: ...
class MethodTakesInvocationInvocationIdAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class TakesInvocationInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class TakesInvocationInvocationIdValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, value: object, elapsed: float) -> R: ...
class TakesInvocationInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationContextReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationContextReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationContextReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationContextReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationContextReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationContextReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationContextReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationContextReadArgsError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationContextReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationContextReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationContextRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationContextRequestValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationContextRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationContextRequestError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationContextRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationContextRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationContextTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, trigger_value: Any, value: object) -> R: ...
class TakesInvocationContextTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationContextTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationContextTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationContextAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, attempt: int, value: object) -> R: ...
class TakesInvocationContextAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, attempt: int, value: object) -> R: ...
class MethodTakesInvocationContextAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationContextAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationContextAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, attempt: int, elapsed: float) -> R: ...
class TakesInvocationContextAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationContextValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, value: object, error: BaseException | None) -> R: ...
class TakesInvocationContextValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationContextValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, value: object, elapsed: float) -> R: ...
class TakesInvocationContextValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationContextErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationContextErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationReadArgsRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationReadArgsRequestValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationReadArgsRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationReadArgsRequestError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class TakesInvocationReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationReadArgsAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class TakesInvocationReadArgsAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class MethodTakesInvocationReadArgsAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationReadArgsAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class TakesInvocationReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationReadArgsValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class TakesInvocationReadArgsValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationReadArgsValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class TakesInvocationReadArgsValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class MethodTakesInvocationReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesInvocationRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesInvocationRequestAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesInvocationRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationRequestAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesInvocationRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesInvocationRequestValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesInvocationRequestValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesInvocationTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesInvocationTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesInvocationTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesInvocationTriggerValueValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesInvocationTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesInvocationAttemptValueError(Protocol[R]):
    def __call__(self, *, invocation: Invocation, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, attempt: int, value: object, elapsed: float) -> R: ...
class TakesInvocationAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation: Invocation, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationValueErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation: Invocation, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdContext(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, context: Context) -> R: ...
class TakesOutcomeFunctionInvocationIdContext(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, context: Context) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeFunctionInvocationIdReadArgs(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, args: Mapping[str, Any]) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, request: HttpRequest | None) -> R: ...
class TakesOutcomeFunctionInvocationIdRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, trigger_value: Any) -> R: ...
class TakesOutcomeFunctionInvocationIdTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, trigger_value: Any) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, attempt: int) -> R: ...
class TakesOutcomeFunctionInvocationIdAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, attempt: int) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, value: object) -> R: ...
class TakesOutcomeFunctionInvocationIdValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, value: object) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionInvocationIdError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionInvocationIdElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, invocation_id: str, elapsed: float) -> R: ...
class TakesOutcomeFunctionInvocationIdElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, invocation_id: str, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeFunctionContextReadArgs(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesOutcomeFunctionContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, request: HttpRequest | None) -> R: ...
class TakesOutcomeFunctionContextRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeFunctionContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, trigger_value: Any) -> R: ...
class TakesOutcomeFunctionContextTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, trigger_value: Any) -> R: ...
class MethodTakesOutcomeFunctionContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, attempt: int) -> R: ...
class TakesOutcomeFunctionContextAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, attempt: int) -> R: ...
class MethodTakesOutcomeFunctionContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, value: object) -> R: ...
class TakesOutcomeFunctionContextValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, value: object) -> R: ...
class MethodTakesOutcomeFunctionContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionContextError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, context: Context, elapsed: float) -> R: ...
class TakesOutcomeFunctionContextElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, context: Context, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesOutcomeFunctionReadArgsRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeFunctionReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesOutcomeFunctionReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesOutcomeFunctionReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesOutcomeFunctionReadArgsAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesOutcomeFunctionReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any], value: object) -> R: ...
class TakesOutcomeFunctionReadArgsValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesOutcomeFunctionReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesOutcomeFunctionReadArgsError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesOutcomeFunctionReadArgsElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesOutcomeFunctionRequestTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesOutcomeFunctionRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, request: HttpRequest | None, attempt: int) -> R: ...
class TakesOutcomeFunctionRequestAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesOutcomeFunctionRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, request: HttpRequest | None, value: object) -> R: ...
class TakesOutcomeFunctionRequestValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesOutcomeFunctionRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionRequestError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesOutcomeFunctionRequestElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, trigger_value: Any, attempt: int) -> R: ...
class TakesOutcomeFunctionTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesOutcomeFunctionTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, trigger_value: Any, value: object) -> R: ...
class TakesOutcomeFunctionTriggerValueValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, trigger_value: Any, value: object) -> R: ...
class MethodTakesOutcomeFunctionTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionTriggerValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, trigger_value: Any, elapsed: float) -> R: ...
class TakesOutcomeFunctionTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, attempt: int, value: object) -> R: ...
class TakesOutcomeFunctionAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, attempt: int, value: object) -> R: ...
class MethodTakesOutcomeFunctionAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, attempt: int, elapsed: float) -> R: ...
class TakesOutcomeFunctionAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeFunctionValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeFunctionValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, value: object, elapsed: float) -> R: ...
class TakesOutcomeFunctionValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeFunctionErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, function: Function, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeFunctionErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, function: Function, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesOutcomeInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesOutcomeInvocationIdContextRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class TakesOutcomeInvocationIdContextRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class TakesOutcomeInvocationIdContextTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, trigger_value: Any) -> R: ...
class MethodTakesOutcomeInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, attempt: int) -> R: ...
class TakesOutcomeInvocationIdContextAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, attempt: int) -> R: ...
class MethodTakesOutcomeInvocationIdContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, value: object) -> R: ...
class TakesOutcomeInvocationIdContextValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, value: object) -> R: ...
class MethodTakesOutcomeInvocationIdContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdContextError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, context: Context, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, context: Context, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesOutcomeInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesOutcomeInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesOutcomeInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class TakesOutcomeInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesOutcomeInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesOutcomeInvocationIdRequestTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesOutcomeInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class TakesOutcomeInvocationIdRequestAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesOutcomeInvocationIdRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class TakesOutcomeInvocationIdRequestValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesOutcomeInvocationIdRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdRequestError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class TakesOutcomeInvocationIdTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesOutcomeInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class TakesOutcomeInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class MethodTakesOutcomeInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, attempt: int, value: object) -> R: ...
class TakesOutcomeInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, attempt: int, value: object) -> R: ...
class MethodTakesOutcomeInvocationIdAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeInvocationIdValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, value: object, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeContextReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesOutcomeContextReadArgsRequest(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesOutcomeContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesOutcomeContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesOutcomeContextReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesOutcomeContextReadArgsAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesOutcomeContextReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class TakesOutcomeContextReadArgsValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesOutcomeContextReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesOutcomeContextReadArgsError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesOutcomeContextReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesOutcomeContextReadArgsElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesOutcomeContextRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesOutcomeContextRequestTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesOutcomeContextRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class TakesOutcomeContextRequestAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesOutcomeContextRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, request: HttpRequest | None, value: object) -> R: ...
class TakesOutcomeContextRequestValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesOutcomeContextRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesOutcomeContextRequestError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesOutcomeContextRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesOutcomeContextRequestElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesOutcomeContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, trigger_value: Any, attempt: int) -> R: ...
class TakesOutcomeContextTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesOutcomeContextTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, trigger_value: Any, value: object) -> R: ...
class TakesOutcomeContextTriggerValueValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, trigger_value: Any, value: object) -> R: ...
class MethodTakesOutcomeContextTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesOutcomeContextTriggerValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesOutcomeContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class TakesOutcomeContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesOutcomeContextAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, attempt: int, value: object) -> R: ...
class TakesOutcomeContextAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, attempt: int, value: object) -> R: ...
class MethodTakesOutcomeContextAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeContextAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeContextAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, attempt: int, elapsed: float) -> R: ...
class TakesOutcomeContextAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeContextValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeContextValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeContextValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, value: object, elapsed: float) -> R: ...
class TakesOutcomeContextValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeContextErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeContextErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesOutcomeReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesOutcomeReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesOutcomeReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesOutcomeReadArgsRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class TakesOutcomeReadArgsRequestValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class MethodTakesOutcomeReadArgsRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesOutcomeReadArgsRequestError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesOutcomeReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class TakesOutcomeReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesOutcomeReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesOutcomeReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesOutcomeReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class TakesOutcomeReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class MethodTakesOutcomeReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class TakesOutcomeReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesOutcomeReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class TakesOutcomeReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesOutcomeReadArgsAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class TakesOutcomeReadArgsAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class MethodTakesOutcomeReadArgsAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeReadArgsAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class TakesOutcomeReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeReadArgsValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class TakesOutcomeReadArgsValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeReadArgsValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class TakesOutcomeReadArgsValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesOutcomeRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesOutcomeRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesOutcomeRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesOutcomeRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesOutcomeRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesOutcomeRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesOutcomeRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesOutcomeRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesOutcomeRequestAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesOutcomeRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeRequestAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesOutcomeRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeRequestValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesOutcomeRequestValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesOutcomeTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesOutcomeTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesOutcomeTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesOutcomeTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesOutcomeTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesOutcomeTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeTriggerValueValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesOutcomeTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesOutcomeAttemptValueError(Protocol[R]):
    def __call__(self, *, outcome: Outcome, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesOutcomeAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, attempt: int, value: object, elapsed: float) -> R: ...
class TakesOutcomeAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesOutcomeAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesOutcomeValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, outcome: Outcome, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesOutcomeValueErrorElapsed(Protocol[R]):
    def __call__(self, *, outcome: Outcome, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class TakesFunctionInvocationIdContextReadArgs(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, args: Mapping[str, Any]) -> R: ...
class MethodTakesFunctionInvocationIdContextValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, value: object) -> R: ...
class TakesFunctionInvocationIdContextValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, value: object) -> R: ...
class MethodTakesFunctionInvocationIdContextError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdContextError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, context: Context, elapsed: float) -> R: ...
class TakesFunctionInvocationIdContextElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, context: Context, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesFunctionInvocationIdReadArgsRequest(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesFunctionInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesFunctionInvocationIdReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesFunctionInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesFunctionInvocationIdReadArgsAttempt(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesFunctionInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class TakesFunctionInvocationIdReadArgsValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesFunctionInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdReadArgsError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesFunctionInvocationIdReadArgsElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class TakesFunctionInvocationIdRequestValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesFunctionInvocationIdRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdRequestError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesFunctionInvocationIdRequestElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class TakesFunctionInvocationIdTriggerValueValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, trigger_value: Any, value: object) -> R: ...
class MethodTakesFunctionInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdTriggerValueError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class TakesFunctionInvocationIdTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, attempt: int, value: object) -> R: ...
class TakesFunctionInvocationIdAttemptValue(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, attempt: int, value: object) -> R: ...
class MethodTakesFunctionInvocationIdAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdAttemptError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class TakesFunctionInvocationIdAttemptElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, attempt: int, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class TakesFunctionInvocationIdValueError(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, value: object, elapsed: float) -> R: ...
class TakesFunctionInvocationIdValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, value: object, elapsed: float) -> R: ...
class MethodTakesFunctionInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionInvocationIdErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, invocation_id: str, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionContextReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesFunctionContextReadArgsRequest(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesFunctionContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesFunctionContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesFunctionContextReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesFunctionContextReadArgsAttempt(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesFunctionContextReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class TakesFunctionContextReadArgsValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesFunctionContextReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesFunctionContextReadArgsError(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesFunctionContextReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesFunctionContextReadArgsElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesFunctionContextRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, request: HttpRequest | None, value: object) -> R: ...
class TakesFunctionContextRequestValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesFunctionContextRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesFunctionContextRequestError(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesFunctionContextRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesFunctionContextRequestElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesFunctionContextTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, trigger_value: Any, value: object) -> R: ...
class TakesFunctionContextTriggerValueValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, trigger_value: Any, value: object) -> R: ...
class MethodTakesFunctionContextTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesFunctionContextTriggerValueError(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesFunctionContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class TakesFunctionContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesFunctionContextAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, attempt: int, value: object) -> R: ...
class TakesFunctionContextAttemptValue(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, attempt: int, value: object) -> R: ...
class MethodTakesFunctionContextAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, attempt: int, error: BaseException | None) -> R: ...
class TakesFunctionContextAttemptError(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesFunctionContextAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, attempt: int, elapsed: float) -> R: ...
class TakesFunctionContextAttemptElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, attempt: int, elapsed: float) -> R: ...
class MethodTakesFunctionContextValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, value: object, error: BaseException | None) -> R: ...
class TakesFunctionContextValueError(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionContextValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, value: object, elapsed: float) -> R: ...
class TakesFunctionContextValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, value: object, elapsed: float) -> R: ...
class MethodTakesFunctionContextErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionContextErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesFunctionReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesFunctionReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesFunctionReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesFunctionReadArgsRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class TakesFunctionReadArgsRequestValue(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class MethodTakesFunctionReadArgsRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesFunctionReadArgsRequestError(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesFunctionReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class TakesFunctionReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesFunctionReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesFunctionReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesFunctionReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class TakesFunctionReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class MethodTakesFunctionReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class TakesFunctionReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesFunctionReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class TakesFunctionReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesFunctionReadArgsAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class TakesFunctionReadArgsAttemptValue(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class MethodTakesFunctionReadArgsAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class TakesFunctionReadArgsAttemptError(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class MethodTakesFunctionReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class TakesFunctionReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class MethodTakesFunctionReadArgsValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class TakesFunctionReadArgsValueError(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionReadArgsValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class TakesFunctionReadArgsValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class MethodTakesFunctionReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesFunctionRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesFunctionRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesFunctionRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesFunctionRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesFunctionRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesFunctionRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesFunctionRequestAttemptValue(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesFunctionRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesFunctionRequestAttemptError(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesFunctionRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesFunctionRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesFunctionRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesFunctionRequestValueError(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesFunctionRequestValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesFunctionRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesFunctionTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesFunctionTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesFunctionTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesFunctionTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesFunctionTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesFunctionTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesFunctionTriggerValueValueError(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesFunctionTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesFunctionTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesFunctionAttemptValueError(Protocol[R]):
    def __call__(self, *, function: Function, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesFunctionAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, attempt: int, value: object, elapsed: float) -> R: ...
class TakesFunctionAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, function: Function, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesFunctionAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesFunctionValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, function: Function, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesFunctionValueErrorElapsed(Protocol[R]):
    def __call__(self, *, function: Function, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdContextReadArgsRequest(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class TakesInvocationIdContextReadArgsRequest(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any], request: HttpRequest | None) -> R: ...
class MethodTakesInvocationIdContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class TakesInvocationIdContextReadArgsTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any], trigger_value: Any) -> R: ...
class MethodTakesInvocationIdContextReadArgsAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class TakesInvocationIdContextReadArgsAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any], attempt: int) -> R: ...
class MethodTakesInvocationIdContextReadArgsValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class TakesInvocationIdContextReadArgsValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any], value: object) -> R: ...
class MethodTakesInvocationIdContextReadArgsError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class TakesInvocationIdContextReadArgsError(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any], error: BaseException | None) -> R: ...
class MethodTakesInvocationIdContextReadArgsElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class TakesInvocationIdContextReadArgsElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, args: Mapping[str, Any], elapsed: float) -> R: ...
class MethodTakesInvocationIdContextRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationIdContextRequestValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationIdContextRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationIdContextRequestError(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdContextRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationIdContextRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdContextTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, trigger_value: Any, value: object) -> R: ...
class TakesInvocationIdContextTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationIdContextTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationIdContextTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationIdContextTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationIdContextAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, attempt: int, value: object) -> R: ...
class TakesInvocationIdContextAttemptValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, attempt: int, value: object) -> R: ...
class MethodTakesInvocationIdContextAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationIdContextAttemptError(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdContextAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, attempt: int, elapsed: float) -> R: ...
class TakesInvocationIdContextAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationIdContextValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, value: object, error: BaseException | None) -> R: ...
class TakesInvocationIdContextValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdContextValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, value: object, elapsed: float) -> R: ...
class TakesInvocationIdContextValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationIdContextErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdContextErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, context: Context, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesInvocationIdReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesInvocationIdReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesInvocationIdReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesInvocationIdReadArgsRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class TakesInvocationIdReadArgsRequestValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class MethodTakesInvocationIdReadArgsRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesInvocationIdReadArgsRequestError(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class TakesInvocationIdReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesInvocationIdReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesInvocationIdReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class TakesInvocationIdReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationIdReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationIdReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationIdReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationIdReadArgsAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class TakesInvocationIdReadArgsAttemptValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class MethodTakesInvocationIdReadArgsAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationIdReadArgsAttemptError(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class TakesInvocationIdReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationIdReadArgsValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class TakesInvocationIdReadArgsValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdReadArgsValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class TakesInvocationIdReadArgsValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class MethodTakesInvocationIdReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesInvocationIdRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesInvocationIdRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesInvocationIdRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesInvocationIdRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesInvocationIdRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesInvocationIdRequestAttemptValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesInvocationIdRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationIdRequestAttemptError(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesInvocationIdRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationIdRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesInvocationIdRequestValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesInvocationIdRequestValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationIdRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesInvocationIdTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesInvocationIdTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesInvocationIdTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesInvocationIdTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesInvocationIdTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesInvocationIdTriggerValueValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesInvocationIdTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationIdTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesInvocationIdAttemptValueError(Protocol[R]):
    def __call__(self, *, invocation_id: str, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesInvocationIdAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, attempt: int, value: object, elapsed: float) -> R: ...
class TakesInvocationIdAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesInvocationIdAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationIdValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, invocation_id: str, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesInvocationIdValueErrorElapsed(Protocol[R]):
    def __call__(self, *, invocation_id: str, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesContextReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class TakesContextReadArgsRequestTriggerValue(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any) -> R: ...
class MethodTakesContextReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class TakesContextReadArgsRequestAttempt(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, attempt: int) -> R: ...
class MethodTakesContextReadArgsRequestValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class TakesContextReadArgsRequestValue(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, value: object) -> R: ...
class MethodTakesContextReadArgsRequestError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class TakesContextReadArgsRequestError(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None) -> R: ...
class MethodTakesContextReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class TakesContextReadArgsRequestElapsed(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], request: HttpRequest | None, elapsed: float) -> R: ...
class MethodTakesContextReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class TakesContextReadArgsTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], trigger_value: Any, attempt: int) -> R: ...
class MethodTakesContextReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class TakesContextReadArgsTriggerValueValue(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], trigger_value: Any, value: object) -> R: ...
class MethodTakesContextReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class TakesContextReadArgsTriggerValueError(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesContextReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class TakesContextReadArgsTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesContextReadArgsAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class TakesContextReadArgsAttemptValue(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], attempt: int, value: object) -> R: ...
class MethodTakesContextReadArgsAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class TakesContextReadArgsAttemptError(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], attempt: int, error: BaseException | None) -> R: ...
class MethodTakesContextReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class TakesContextReadArgsAttemptElapsed(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], attempt: int, elapsed: float) -> R: ...
class MethodTakesContextReadArgsValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class TakesContextReadArgsValueError(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], value: object, error: BaseException | None) -> R: ...
class MethodTakesContextReadArgsValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class TakesContextReadArgsValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], value: object, elapsed: float) -> R: ...
class MethodTakesContextReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class TakesContextReadArgsErrorElapsed(Protocol[R]):
    def __call__(self, *, context: Context, args: Mapping[str, Any], error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesContextRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesContextRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesContextRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesContextRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesContextRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesContextRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesContextRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesContextRequestAttemptValue(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesContextRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesContextRequestAttemptError(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesContextRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesContextRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesContextRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesContextRequestValueError(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesContextRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesContextRequestValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesContextRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesContextRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, context: Context, request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesContextTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesContextTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesContextTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesContextTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesContextTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesContextTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesContextTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesContextTriggerValueValueError(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesContextTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesContextTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesContextTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesContextTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, context: Context, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesContextAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesContextAttemptValueError(Protocol[R]):
    def __call__(self, *, context: Context, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesContextAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, attempt: int, value: object, elapsed: float) -> R: ...
class TakesContextAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, context: Context, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesContextAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesContextAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, context: Context, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesContextValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, context: Context, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesContextValueErrorElapsed(Protocol[R]):
    def __call__(self, *, context: Context, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesReadArgsRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class TakesReadArgsRequestTriggerValueAttempt(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, attempt: int) -> R: ...
class MethodTakesReadArgsRequestTriggerValueValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class TakesReadArgsRequestTriggerValueValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, value: object) -> R: ...
class MethodTakesReadArgsRequestTriggerValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class TakesReadArgsRequestTriggerValueError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, error: BaseException | None) -> R: ...
class MethodTakesReadArgsRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class TakesReadArgsRequestTriggerValueElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, trigger_value: Any, elapsed: float) -> R: ...
class MethodTakesReadArgsRequestAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int, value: object) -> R: ...
class TakesReadArgsRequestAttemptValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int, value: object) -> R: ...
class MethodTakesReadArgsRequestAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class TakesReadArgsRequestAttemptError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesReadArgsRequestAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class TakesReadArgsRequestAttemptElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, attempt: int, elapsed: float) -> R: ...
class MethodTakesReadArgsRequestValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class TakesReadArgsRequestValueError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, value: object, error: BaseException | None) -> R: ...
class MethodTakesReadArgsRequestValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class TakesReadArgsRequestValueElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, value: object, elapsed: float) -> R: ...
class MethodTakesReadArgsRequestErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class TakesReadArgsRequestErrorElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], request: HttpRequest | None, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesReadArgsTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesReadArgsTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesReadArgsTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesReadArgsTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesReadArgsTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesReadArgsTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesReadArgsTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesReadArgsTriggerValueValueError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesReadArgsTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesReadArgsTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesReadArgsTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesReadArgsTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesReadArgsAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesReadArgsAttemptValueError(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesReadArgsAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], attempt: int, value: object, elapsed: float) -> R: ...
class TakesReadArgsAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesReadArgsAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesReadArgsAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesReadArgsValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, args: Mapping[str, Any], value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesReadArgsValueErrorElapsed(Protocol[R]):
    def __call__(self, *, args: Mapping[str, Any], value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesRequestTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, attempt: int, value: object) -> R: ...
class TakesRequestTriggerValueAttemptValue(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, attempt: int, value: object) -> R: ...
class MethodTakesRequestTriggerValueAttemptError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class TakesRequestTriggerValueAttemptError(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, attempt: int, error: BaseException | None) -> R: ...
class MethodTakesRequestTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class TakesRequestTriggerValueAttemptElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, attempt: int, elapsed: float) -> R: ...
class MethodTakesRequestTriggerValueValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class TakesRequestTriggerValueValueError(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, value: object, error: BaseException | None) -> R: ...
class MethodTakesRequestTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, value: object, elapsed: float) -> R: ...
class TakesRequestTriggerValueValueElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, value: object, elapsed: float) -> R: ...
class MethodTakesRequestTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class TakesRequestTriggerValueErrorElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, trigger_value: Any, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesRequestAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesRequestAttemptValueError(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesRequestAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, attempt: int, value: object, elapsed: float) -> R: ...
class TakesRequestAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesRequestAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesRequestAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesRequestValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, request: HttpRequest | None, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesRequestValueErrorElapsed(Protocol[R]):
    def __call__(self, *, request: HttpRequest | None, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesTriggerValueAttemptValueError(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, attempt: int, value: object, error: BaseException | None) -> R: ...
class TakesTriggerValueAttemptValueError(Protocol[R]):
    def __call__(self, *, trigger_value: Any, attempt: int, value: object, error: BaseException | None) -> R: ...
class MethodTakesTriggerValueAttemptValueElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, attempt: int, value: object, elapsed: float) -> R: ...
class TakesTriggerValueAttemptValueElapsed(Protocol[R]):
    def __call__(self, *, trigger_value: Any, attempt: int, value: object, elapsed: float) -> R: ...
class MethodTakesTriggerValueAttemptErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class TakesTriggerValueAttemptErrorElapsed(Protocol[R]):
    def __call__(self, *, trigger_value: Any, attempt: int, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesTriggerValueValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, trigger_value: Any, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesTriggerValueValueErrorElapsed(Protocol[R]):
    def __call__(self, *, trigger_value: Any, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesAttemptValueErrorElapsed(Protocol[R]):
    def __call__(self, plugin: NoReturn, /, *, attempt: int, value: object, error: BaseException | None, elapsed: float) -> R: ...
class TakesAttemptValueErrorElapsed(Protocol[R]):
    def __call__(self, *, attempt: int, value: object, error: BaseException | None, elapsed: float) -> R: ...
class MethodTakesInvocationAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, invocation: Invocation, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesInvocationAndMore(Protocol[R]):
    @overload
    def __call__(self, invocation: Invocation, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesFunctionAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, function: Function, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesFunctionAndMore(Protocol[R]):
    @overload
    def __call__(self, function: Function, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesInvocationIdAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, invocation_id: str, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesInvocationIdAndMore(Protocol[R]):
    @overload
    def __call__(self, invocation_id: str, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesContextAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, context: Context, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesContextAndMore(Protocol[R]):
    @overload
    def __call__(self, context: Context, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesArgsAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, args: dict[str, Any], *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesArgsAndMore(Protocol[R]):
    @overload
    def __call__(self, args: dict[str, Any], *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesRequestAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, request: HttpRequest | None, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesRequestAndMore(Protocol[R]):
    @overload
    def __call__(self, request: HttpRequest | None, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesTriggerValueAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, trigger_value: Any, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesTriggerValueAndMore(Protocol[R]):
    @overload
    def __call__(self, trigger_value: Any, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesAttemptAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, attempt: int, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesAttemptAndMore(Protocol[R]):
    @overload
    def __call__(self, attempt: int, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesOutcomeAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, outcome: Outcome, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesOutcomeAndMore(Protocol[R]):
    @overload
    def __call__(self, outcome: Outcome, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesReadArgsAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, args: Mapping[str, Any], *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesReadArgsAndMore(Protocol[R]):
    @overload
    def __call__(self, args: Mapping[str, Any], *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesValueAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, value: object, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesValueAndMore(Protocol[R]):
    @overload
    def __call__(self, value: object, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesErrorAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, error: BaseException | None, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesErrorAndMore(Protocol[R]):
    @overload
    def __call__(self, error: BaseException | None, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class MethodTakesElapsedAndMore(Protocol[R]):
    @overload
    def __call__(self, plugin: NoReturn, /, elapsed: float, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, p5: NoReturn, /, *rest: Any, **more: Any) -> R: ...
class TakesElapsedAndMore(Protocol[R]):
    @overload
    def __call__(self, elapsed: float, *rest: Any, **more: Any) -> R: ...
    @overload
    def __call__(self, p0: NoReturn, p1: NoReturn, p2: NoReturn, p3: NoReturn, p4: NoReturn, /, *rest: Any, **more: Any) -> R: ...

HookFunction = TypeVar(
    "HookFunction",
    bound=Union[
        MethodTakesNothing[Nothing | None | Halves | Provided],
        MethodTakesApp[Nothing],
        MethodTakesFunction[None | Nothing | Halves | Provided],
        MethodTakesInvocation[Nothing | Halves],
        MethodTakesInvocationId[Nothing | Halves],
        MethodTakesContext[Nothing | Halves],
        MethodTakesArgs[Nothing | Halves],
        MethodTakesRequest[Nothing | Halves],
        MethodTakesTriggerValue[Nothing | Halves],
        MethodTakesAttempt[Nothing | Halves],
        MethodTakesOutcome[Nothing],
        MethodTakesReadArgs[Nothing],
        MethodTakesValue[Nothing],
        MethodTakesError[Nothing],
        MethodTakesElapsed[Nothing],
        MethodTakesParameter[Provided],
        MethodTakesInvocationFunction[Nothing | Halves],
        MethodTakesFunctionInvocation[Nothing | Halves],
        MethodTakesInvocationInvocationId[Nothing | Halves],
        MethodTakesInvocationIdInvocation[Nothing | Halves],
        MethodTakesInvocationContext[Nothing | Halves],
        MethodTakesContextInvocation[Nothing | Halves],
        MethodTakesInvocationArgs[Nothing | Halves],
        MethodTakesArgsInvocation[Nothing | Halves],
        MethodTakesInvocationRequest[Nothing | Halves],
        MethodTakesRequestInvocation[Nothing | Halves],
        MethodTakesInvocationTriggerValue[Nothing | Halves],
        MethodTakesTriggerValueInvocation[Nothing | Halves],
        MethodTakesInvocationAttempt[Nothing | Halves],
        MethodTakesAttemptInvocation[Nothing | Halves],
        MethodTakesFunctionInvocationId[Nothing | Halves],
        MethodTakesInvocationIdFunction[Nothing | Halves],
        MethodTakesFunctionContext[Nothing | Halves],
        MethodTakesContextFunction[Nothing | Halves],
        MethodTakesFunctionArgs[Nothing | Halves],
        MethodTakesArgsFunction[Nothing | Halves],
        MethodTakesFunctionRequest[Nothing | Halves],
        MethodTakesRequestFunction[Nothing | Halves],
        MethodTakesFunctionTriggerValue[Nothing | Halves],
        MethodTakesTriggerValueFunction[Nothing | Halves],
        MethodTakesFunctionAttempt[Nothing | Halves],
        MethodTakesAttemptFunction[Nothing | Halves],
        MethodTakesInvocationIdContext[Nothing | Halves],
        MethodTakesContextInvocationId[Nothing | Halves],
        MethodTakesInvocationIdArgs[Nothing | Halves],
        MethodTakesArgsInvocationId[Nothing | Halves],
        MethodTakesInvocationIdRequest[Nothing | Halves],
        MethodTakesRequestInvocationId[Nothing | Halves],
        MethodTakesInvocationIdTriggerValue[Nothing | Halves],
        MethodTakesTriggerValueInvocationId[Nothing | Halves],
        MethodTakesInvocationIdAttempt[Nothing | Halves],
        MethodTakesAttemptInvocationId[Nothing | Halves],
        MethodTakesContextArgs[Nothing | Halves],
        MethodTakesArgsContext[Nothing | Halves],
        MethodTakesContextRequest[Nothing | Halves],
        MethodTakesRequestContext[Nothing | Halves],
        MethodTakesContextTriggerValue[Nothing | Halves],
        MethodTakesTriggerValueContext[Nothing | Halves],
        MethodTakesContextAttempt[Nothing | Halves],
        MethodTakesAttemptContext[Nothing | Halves],
        MethodTakesArgsRequest[Nothing | Halves],
        MethodTakesRequestArgs[Nothing | Halves],
        MethodTakesArgsTriggerValue[Nothing | Halves],
        MethodTakesTriggerValueArgs[Nothing | Halves],
        MethodTakesArgsAttempt[Nothing | Halves],
        MethodTakesAttemptArgs[Nothing | Halves],
        MethodTakesRequestTriggerValue[Nothing | Halves],
        MethodTakesTriggerValueRequest[Nothing | Halves],
        MethodTakesRequestAttempt[Nothing | Halves],
        MethodTakesAttemptRequest[Nothing | Halves],
        MethodTakesTriggerValueAttempt[Nothing | Halves],
        MethodTakesAttemptTriggerValue[Nothing | Halves],
        MethodTakesInvocationOutcome[Nothing],
        MethodTakesOutcomeInvocation[Nothing],
        MethodTakesInvocationReadArgs[Nothing],
        MethodTakesReadArgsInvocation[Nothing],
        MethodTakesInvocationValue[Nothing],
        MethodTakesValueInvocation[Nothing],
        MethodTakesInvocationError[Nothing],
        MethodTakesErrorInvocation[Nothing],
        MethodTakesInvocationElapsed[Nothing],
        MethodTakesElapsedInvocation[Nothing],
        MethodTakesOutcomeFunction[Nothing],
        MethodTakesFunctionOutcome[Nothing],
        MethodTakesOutcomeInvocationId[Nothing],
        MethodTakesInvocationIdOutcome[Nothing],
        MethodTakesOutcomeContext[Nothing],
        MethodTakesContextOutcome[Nothing],
        MethodTakesOutcomeReadArgs[Nothing],
        MethodTakesReadArgsOutcome[Nothing],
        MethodTakesOutcomeRequest[Nothing],
        MethodTakesRequestOutcome[Nothing],
        MethodTakesOutcomeTriggerValue[Nothing],
        MethodTakesTriggerValueOutcome[Nothing],
        MethodTakesOutcomeAttempt[Nothing],
        MethodTakesAttemptOutcome[Nothing],
        MethodTakesOutcomeValue[Nothing],
        MethodTakesValueOutcome[Nothing],
        MethodTakesOutcomeError[Nothing],
        MethodTakesErrorOutcome[Nothing],
        MethodTakesOutcomeElapsed[Nothing],
        MethodTakesElapsedOutcome[Nothing],
        MethodTakesFunctionReadArgs[Nothing],
        MethodTakesReadArgsFunction[Nothing],
        MethodTakesFunctionValue[Nothing],
        MethodTakesValueFunction[Nothing],
        MethodTakesFunctionError[Nothing],
        MethodTakesErrorFunction[Nothing],
        MethodTakesFunctionElapsed[Nothing],
        MethodTakesElapsedFunction[Nothing],
        MethodTakesInvocationIdReadArgs[Nothing],
        MethodTakesReadArgsInvocationId[Nothing],
        MethodTakesInvocationIdValue[Nothing],
        MethodTakesValueInvocationId[Nothing],
        MethodTakesInvocationIdError[Nothing],
        MethodTakesErrorInvocationId[Nothing],
        MethodTakesInvocationIdElapsed[Nothing],
        MethodTakesElapsedInvocationId[Nothing],
        MethodTakesContextReadArgs[Nothing],
        MethodTakesReadArgsContext[Nothing],
        MethodTakesContextValue[Nothing],
        MethodTakesValueContext[Nothing],
        MethodTakesContextError[Nothing],
        MethodTakesErrorContext[Nothing],
        MethodTakesContextElapsed[Nothing],
        MethodTakesElapsedContext[Nothing],
        MethodTakesReadArgsRequest[Nothing],
        MethodTakesRequestReadArgs[Nothing],
        MethodTakesReadArgsTriggerValue[Nothing],
        MethodTakesTriggerValueReadArgs[Nothing],
        MethodTakesReadArgsAttempt[Nothing],
        MethodTakesAttemptReadArgs[Nothing],
        MethodTakesReadArgsValue[Nothing],
        MethodTakesValueReadArgs[Nothing],
        MethodTakesReadArgsError[Nothing],
        MethodTakesErrorReadArgs[Nothing],
        MethodTakesReadArgsElapsed[Nothing],
        MethodTakesElapsedReadArgs[Nothing],
        MethodTakesRequestValue[Nothing],
        MethodTakesValueRequest[Nothing],
        MethodTakesRequestError[Nothing],
        MethodTakesErrorRequest[Nothing],
        MethodTakesRequestElapsed[Nothing],
        MethodTakesElapsedRequest[Nothing],
        MethodTakesTriggerValueValue[Nothing],
        MethodTakesValueTriggerValue[Nothing],
        MethodTakesTriggerValueError[Nothing],
        MethodTakesErrorTriggerValue[Nothing],
        MethodTakesTriggerValueElapsed[Nothing],
        MethodTakesElapsedTriggerValue[Nothing],
        MethodTakesAttemptValue[Nothing],
        MethodTakesValueAttempt[Nothing],
        MethodTakesAttemptError[Nothing],
        MethodTakesErrorAttempt[Nothing],
        MethodTakesAttemptElapsed[Nothing],
        MethodTakesElapsedAttempt[Nothing],
        MethodTakesValueError[Nothing],
        MethodTakesErrorValue[Nothing],
        MethodTakesValueElapsed[Nothing],
        MethodTakesElapsedValue[Nothing],
        MethodTakesErrorElapsed[Nothing],
        MethodTakesElapsedError[Nothing],
        MethodTakesFunctionParameter[Provided],
        MethodTakesParameterFunction[Provided],
        MethodTakesInvocationFunctionInvocationId[Nothing | Halves],
        MethodTakesInvocationFunctionContext[Nothing | Halves],
        MethodTakesInvocationFunctionArgs[Nothing | Halves],
        MethodTakesInvocationFunctionRequest[Nothing | Halves],
        MethodTakesInvocationFunctionTriggerValue[Nothing | Halves],
        MethodTakesInvocationFunctionAttempt[Nothing | Halves],
        MethodTakesInvocationInvocationIdContext[Nothing | Halves],
        MethodTakesInvocationInvocationIdArgs[Nothing | Halves],
        MethodTakesInvocationInvocationIdRequest[Nothing | Halves],
        MethodTakesInvocationInvocationIdTriggerValue[Nothing | Halves],
        MethodTakesInvocationInvocationIdAttempt[Nothing | Halves],
        MethodTakesInvocationContextArgs[Nothing | Halves],
        MethodTakesInvocationContextRequest[Nothing | Halves],
        MethodTakesInvocationContextTriggerValue[Nothing | Halves],
        MethodTakesInvocationContextAttempt[Nothing | Halves],
        MethodTakesInvocationArgsRequest[Nothing | Halves],
        MethodTakesInvocationArgsTriggerValue[Nothing | Halves],
        MethodTakesInvocationArgsAttempt[Nothing | Halves],
        MethodTakesInvocationRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationRequestAttempt[Nothing | Halves],
        MethodTakesInvocationTriggerValueAttempt[Nothing | Halves],
        MethodTakesFunctionInvocationIdContext[Nothing | Halves],
        MethodTakesFunctionInvocationIdArgs[Nothing | Halves],
        MethodTakesFunctionInvocationIdRequest[Nothing | Halves],
        MethodTakesFunctionInvocationIdTriggerValue[Nothing | Halves],
        MethodTakesFunctionInvocationIdAttempt[Nothing | Halves],
        MethodTakesFunctionContextArgs[Nothing | Halves],
        MethodTakesFunctionContextRequest[Nothing | Halves],
        MethodTakesFunctionContextTriggerValue[Nothing | Halves],
        MethodTakesFunctionContextAttempt[Nothing | Halves],
        MethodTakesFunctionArgsRequest[Nothing | Halves],
        MethodTakesFunctionArgsTriggerValue[Nothing | Halves],
        MethodTakesFunctionArgsAttempt[Nothing | Halves],
        MethodTakesFunctionRequestTriggerValue[Nothing | Halves],
        MethodTakesFunctionRequestAttempt[Nothing | Halves],
        MethodTakesFunctionTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationIdContextArgs[Nothing | Halves],
        MethodTakesInvocationIdContextRequest[Nothing | Halves],
        MethodTakesInvocationIdContextTriggerValue[Nothing | Halves],
        MethodTakesInvocationIdContextAttempt[Nothing | Halves],
        MethodTakesInvocationIdArgsRequest[Nothing | Halves],
        MethodTakesInvocationIdArgsTriggerValue[Nothing | Halves],
        MethodTakesInvocationIdArgsAttempt[Nothing | Halves],
        MethodTakesInvocationIdRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationIdRequestAttempt[Nothing | Halves],
        MethodTakesInvocationIdTriggerValueAttempt[Nothing | Halves],
        MethodTakesContextArgsRequest[Nothing | Halves],
        MethodTakesContextArgsTriggerValue[Nothing | Halves],
        MethodTakesContextArgsAttempt[Nothing | Halves],
        MethodTakesContextRequestTriggerValue[Nothing | Halves],
        MethodTakesContextRequestAttempt[Nothing | Halves],
        MethodTakesContextTriggerValueAttempt[Nothing | Halves],
        MethodTakesArgsRequestTriggerValue[Nothing | Halves],
        MethodTakesArgsRequestAttempt[Nothing | Halves],
        MethodTakesArgsTriggerValueAttempt[Nothing | Halves],
        MethodTakesRequestTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationOutcomeFunction[Nothing],
        MethodTakesInvocationOutcomeInvocationId[Nothing],
        MethodTakesInvocationOutcomeContext[Nothing],
        MethodTakesInvocationOutcomeReadArgs[Nothing],
        MethodTakesInvocationOutcomeRequest[Nothing],
        MethodTakesInvocationOutcomeTriggerValue[Nothing],
        MethodTakesInvocationOutcomeAttempt[Nothing],
        MethodTakesInvocationOutcomeValue[Nothing],
        MethodTakesInvocationOutcomeError[Nothing],
        MethodTakesInvocationOutcomeElapsed[Nothing],
        MethodTakesInvocationFunctionReadArgs[Nothing],
        MethodTakesInvocationFunctionValue[Nothing],
        MethodTakesInvocationFunctionError[Nothing],
        MethodTakesInvocationFunctionElapsed[Nothing],
        MethodTakesInvocationInvocationIdReadArgs[Nothing],
        MethodTakesInvocationInvocationIdValue[Nothing],
        MethodTakesInvocationInvocationIdError[Nothing],
        MethodTakesInvocationInvocationIdElapsed[Nothing],
        MethodTakesInvocationContextReadArgs[Nothing],
        MethodTakesInvocationContextValue[Nothing],
        MethodTakesInvocationContextError[Nothing],
        MethodTakesInvocationContextElapsed[Nothing],
        MethodTakesInvocationReadArgsRequest[Nothing],
        MethodTakesInvocationReadArgsTriggerValue[Nothing],
        MethodTakesInvocationReadArgsAttempt[Nothing],
        MethodTakesInvocationReadArgsValue[Nothing],
        MethodTakesInvocationReadArgsError[Nothing],
        MethodTakesInvocationReadArgsElapsed[Nothing],
        MethodTakesInvocationRequestValue[Nothing],
        MethodTakesInvocationRequestError[Nothing],
        MethodTakesInvocationRequestElapsed[Nothing],
        MethodTakesInvocationTriggerValueValue[Nothing],
        MethodTakesInvocationTriggerValueError[Nothing],
        MethodTakesInvocationTriggerValueElapsed[Nothing],
        MethodTakesInvocationAttemptValue[Nothing],
        MethodTakesInvocationAttemptError[Nothing],
        MethodTakesInvocationAttemptElapsed[Nothing],
        MethodTakesInvocationValueError[Nothing],
        MethodTakesInvocationValueElapsed[Nothing],
        MethodTakesInvocationErrorElapsed[Nothing],
        MethodTakesOutcomeFunctionInvocationId[Nothing],
        MethodTakesOutcomeFunctionContext[Nothing],
        MethodTakesOutcomeFunctionReadArgs[Nothing],
        MethodTakesOutcomeFunctionRequest[Nothing],
        MethodTakesOutcomeFunctionTriggerValue[Nothing],
        MethodTakesOutcomeFunctionAttempt[Nothing],
        MethodTakesOutcomeFunctionValue[Nothing],
        MethodTakesOutcomeFunctionError[Nothing],
        MethodTakesOutcomeFunctionElapsed[Nothing],
        MethodTakesOutcomeInvocationIdContext[Nothing],
        MethodTakesOutcomeInvocationIdReadArgs[Nothing],
        MethodTakesOutcomeInvocationIdRequest[Nothing],
        MethodTakesOutcomeInvocationIdTriggerValue[Nothing],
        MethodTakesOutcomeInvocationIdAttempt[Nothing],
        MethodTakesOutcomeInvocationIdValue[Nothing],
        MethodTakesOutcomeInvocationIdError[Nothing],
        MethodTakesOutcomeInvocationIdElapsed[Nothing],
        MethodTakesOutcomeContextReadArgs[Nothing],
        MethodTakesOutcomeContextRequest[Nothing],
        MethodTakesOutcomeContextTriggerValue[Nothing],
        MethodTakesOutcomeContextAttempt[Nothing],
        MethodTakesOutcomeContextValue[Nothing],
        MethodTakesOutcomeContextError[Nothing],
        MethodTakesOutcomeContextElapsed[Nothing],
        MethodTakesOutcomeReadArgsRequest[Nothing],
        MethodTakesOutcomeReadArgsTriggerValue[Nothing],
        MethodTakesOutcomeReadArgsAttempt[Nothing],
        MethodTakesOutcomeReadArgsValue[Nothing],
        MethodTakesOutcomeReadArgsError[Nothing],
        MethodTakesOutcomeReadArgsElapsed[Nothing],
        MethodTakesOutcomeRequestTriggerValue[Nothing],
        MethodTakesOutcomeRequestAttempt[Nothing],
        MethodTakesOutcomeRequestValue[Nothing],
        MethodTakesOutcomeRequestError[Nothing],
        MethodTakesOutcomeRequestElapsed[Nothing],
        MethodTakesOutcomeTriggerValueAttempt[Nothing],
        MethodTakesOutcomeTriggerValueValue[Nothing],
        MethodTakesOutcomeTriggerValueError[Nothing],
        MethodTakesOutcomeTriggerValueElapsed[Nothing],
        MethodTakesOutcomeAttemptValue[Nothing],
        MethodTakesOutcomeAttemptError[Nothing],
        MethodTakesOutcomeAttemptElapsed[Nothing],
        MethodTakesOutcomeValueError[Nothing],
        MethodTakesOutcomeValueElapsed[Nothing],
        MethodTakesOutcomeErrorElapsed[Nothing],
        MethodTakesFunctionInvocationIdReadArgs[Nothing],
        MethodTakesFunctionInvocationIdValue[Nothing],
        MethodTakesFunctionInvocationIdError[Nothing],
        MethodTakesFunctionInvocationIdElapsed[Nothing],
        MethodTakesFunctionContextReadArgs[Nothing],
        MethodTakesFunctionContextValue[Nothing],
        MethodTakesFunctionContextError[Nothing],
        MethodTakesFunctionContextElapsed[Nothing],
        MethodTakesFunctionReadArgsRequest[Nothing],
        MethodTakesFunctionReadArgsTriggerValue[Nothing],
        MethodTakesFunctionReadArgsAttempt[Nothing],
        MethodTakesFunctionReadArgsValue[Nothing],
        MethodTakesFunctionReadArgsError[Nothing],
        MethodTakesFunctionReadArgsElapsed[Nothing],
        MethodTakesFunctionRequestValue[Nothing],
        MethodTakesFunctionRequestError[Nothing],
        MethodTakesFunctionRequestElapsed[Nothing],
        MethodTakesFunctionTriggerValueValue[Nothing],
        MethodTakesFunctionTriggerValueError[Nothing],
        MethodTakesFunctionTriggerValueElapsed[Nothing],
        MethodTakesFunctionAttemptValue[Nothing],
        MethodTakesFunctionAttemptError[Nothing],
        MethodTakesFunctionAttemptElapsed[Nothing],
        MethodTakesFunctionValueError[Nothing],
        MethodTakesFunctionValueElapsed[Nothing],
        MethodTakesFunctionErrorElapsed[Nothing],
        MethodTakesInvocationIdContextReadArgs[Nothing],
        MethodTakesInvocationIdContextValue[Nothing],
        MethodTakesInvocationIdContextError[Nothing],
        MethodTakesInvocationIdContextElapsed[Nothing],
        MethodTakesInvocationIdReadArgsRequest[Nothing],
        MethodTakesInvocationIdReadArgsTriggerValue[Nothing],
        MethodTakesInvocationIdReadArgsAttempt[Nothing],
        MethodTakesInvocationIdReadArgsValue[Nothing],
        MethodTakesInvocationIdReadArgsError[Nothing],
        MethodTakesInvocationIdReadArgsElapsed[Nothing],
        MethodTakesInvocationIdRequestValue[Nothing],
        MethodTakesInvocationIdRequestError[Nothing],
        MethodTakesInvocationIdRequestElapsed[Nothing],
        MethodTakesInvocationIdTriggerValueValue[Nothing],
        MethodTakesInvocationIdTriggerValueError[Nothing],
        MethodTakesInvocationIdTriggerValueElapsed[Nothing],
        MethodTakesInvocationIdAttemptValue[Nothing],
        MethodTakesInvocationIdAttemptError[Nothing],
        MethodTakesInvocationIdAttemptElapsed[Nothing],
        MethodTakesInvocationIdValueError[Nothing],
        MethodTakesInvocationIdValueElapsed[Nothing],
        MethodTakesInvocationIdErrorElapsed[Nothing],
        MethodTakesContextReadArgsRequest[Nothing],
        MethodTakesContextReadArgsTriggerValue[Nothing],
        MethodTakesContextReadArgsAttempt[Nothing],
        MethodTakesContextReadArgsValue[Nothing],
        MethodTakesContextReadArgsError[Nothing],
        MethodTakesContextReadArgsElapsed[Nothing],
        MethodTakesContextRequestValue[Nothing],
        MethodTakesContextRequestError[Nothing],
        MethodTakesContextRequestElapsed[Nothing],
        MethodTakesContextTriggerValueValue[Nothing],
        MethodTakesContextTriggerValueError[Nothing],
        MethodTakesContextTriggerValueElapsed[Nothing],
        MethodTakesContextAttemptValue[Nothing],
        MethodTakesContextAttemptError[Nothing],
        MethodTakesContextAttemptElapsed[Nothing],
        MethodTakesContextValueError[Nothing],
        MethodTakesContextValueElapsed[Nothing],
        MethodTakesContextErrorElapsed[Nothing],
        MethodTakesReadArgsRequestTriggerValue[Nothing],
        MethodTakesReadArgsRequestAttempt[Nothing],
        MethodTakesReadArgsRequestValue[Nothing],
        MethodTakesReadArgsRequestError[Nothing],
        MethodTakesReadArgsRequestElapsed[Nothing],
        MethodTakesReadArgsTriggerValueAttempt[Nothing],
        MethodTakesReadArgsTriggerValueValue[Nothing],
        MethodTakesReadArgsTriggerValueError[Nothing],
        MethodTakesReadArgsTriggerValueElapsed[Nothing],
        MethodTakesReadArgsAttemptValue[Nothing],
        MethodTakesReadArgsAttemptError[Nothing],
        MethodTakesReadArgsAttemptElapsed[Nothing],
        MethodTakesReadArgsValueError[Nothing],
        MethodTakesReadArgsValueElapsed[Nothing],
        MethodTakesReadArgsErrorElapsed[Nothing],
        MethodTakesRequestTriggerValueValue[Nothing],
        MethodTakesRequestTriggerValueError[Nothing],
        MethodTakesRequestTriggerValueElapsed[Nothing],
        MethodTakesRequestAttemptValue[Nothing],
        MethodTakesRequestAttemptError[Nothing],
        MethodTakesRequestAttemptElapsed[Nothing],
        MethodTakesRequestValueError[Nothing],
        MethodTakesRequestValueElapsed[Nothing],
        MethodTakesRequestErrorElapsed[Nothing],
        MethodTakesTriggerValueAttemptValue[Nothing],
        MethodTakesTriggerValueAttemptError[Nothing],
        MethodTakesTriggerValueAttemptElapsed[Nothing],
        MethodTakesTriggerValueValueError[Nothing],
        MethodTakesTriggerValueValueElapsed[Nothing],
        MethodTakesTriggerValueErrorElapsed[Nothing],
        MethodTakesAttemptValueError[Nothing],
        MethodTakesAttemptValueElapsed[Nothing],
        MethodTakesAttemptErrorElapsed[Nothing],
        MethodTakesValueErrorElapsed[Nothing],
        MethodTakesInvocationFunctionInvocationIdContext[Nothing | Halves],
        MethodTakesInvocationFunctionInvocationIdArgs[Nothing | Halves],
        MethodTakesInvocationFunctionInvocationIdRequest[Nothing | Halves],
        MethodTakesInvocationFunctionInvocationIdTriggerValue[Nothing | Halves],
        MethodTakesInvocationFunctionInvocationIdAttempt[Nothing | Halves],
        MethodTakesInvocationFunctionContextArgs[Nothing | Halves],
        MethodTakesInvocationFunctionContextRequest[Nothing | Halves],
        MethodTakesInvocationFunctionContextTriggerValue[Nothing | Halves],
        MethodTakesInvocationFunctionContextAttempt[Nothing | Halves],
        MethodTakesInvocationFunctionArgsRequest[Nothing | Halves],
        MethodTakesInvocationFunctionArgsTriggerValue[Nothing | Halves],
        MethodTakesInvocationFunctionArgsAttempt[Nothing | Halves],
        MethodTakesInvocationFunctionRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationFunctionRequestAttempt[Nothing | Halves],
        MethodTakesInvocationFunctionTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationInvocationIdContextArgs[Nothing | Halves],
        MethodTakesInvocationInvocationIdContextRequest[Nothing | Halves],
        MethodTakesInvocationInvocationIdContextTriggerValue[Nothing | Halves],
        MethodTakesInvocationInvocationIdContextAttempt[Nothing | Halves],
        MethodTakesInvocationInvocationIdArgsRequest[Nothing | Halves],
        MethodTakesInvocationInvocationIdArgsTriggerValue[Nothing | Halves],
        MethodTakesInvocationInvocationIdArgsAttempt[Nothing | Halves],
        MethodTakesInvocationInvocationIdRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationInvocationIdRequestAttempt[Nothing | Halves],
        MethodTakesInvocationInvocationIdTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationContextArgsRequest[Nothing | Halves],
        MethodTakesInvocationContextArgsTriggerValue[Nothing | Halves],
        MethodTakesInvocationContextArgsAttempt[Nothing | Halves],
        MethodTakesInvocationContextRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationContextRequestAttempt[Nothing | Halves],
        MethodTakesInvocationContextTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationArgsRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationArgsRequestAttempt[Nothing | Halves],
        MethodTakesInvocationArgsTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationRequestTriggerValueAttempt[Nothing | Halves],
        MethodTakesFunctionInvocationIdContextArgs[Nothing | Halves],
        MethodTakesFunctionInvocationIdContextRequest[Nothing | Halves],
        MethodTakesFunctionInvocationIdContextTriggerValue[Nothing | Halves],
        MethodTakesFunctionInvocationIdContextAttempt[Nothing | Halves],
        MethodTakesFunctionInvocationIdArgsRequest[Nothing | Halves],
        MethodTakesFunctionInvocationIdArgsTriggerValue[Nothing | Halves],
        MethodTakesFunctionInvocationIdArgsAttempt[Nothing | Halves],
        MethodTakesFunctionInvocationIdRequestTriggerValue[Nothing | Halves],
        MethodTakesFunctionInvocationIdRequestAttempt[Nothing | Halves],
        MethodTakesFunctionInvocationIdTriggerValueAttempt[Nothing | Halves],
        MethodTakesFunctionContextArgsRequest[Nothing | Halves],
        MethodTakesFunctionContextArgsTriggerValue[Nothing | Halves],
        MethodTakesFunctionContextArgsAttempt[Nothing | Halves],
        MethodTakesFunctionContextRequestTriggerValue[Nothing | Halves],
        MethodTakesFunctionContextRequestAttempt[Nothing | Halves],
        MethodTakesFunctionContextTriggerValueAttempt[Nothing | Halves],
        MethodTakesFunctionArgsRequestTriggerValue[Nothing | Halves],
        MethodTakesFunctionArgsRequestAttempt[Nothing | Halves],
        MethodTakesFunctionArgsTriggerValueAttempt[Nothing | Halves],
        MethodTakesFunctionRequestTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationIdContextArgsRequest[Nothing | Halves],
        MethodTakesInvocationIdContextArgsTriggerValue[Nothing | Halves],
        MethodTakesInvocationIdContextArgsAttempt[Nothing | Halves],
        MethodTakesInvocationIdContextRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationIdContextRequestAttempt[Nothing | Halves],
        MethodTakesInvocationIdContextTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationIdArgsRequestTriggerValue[Nothing | Halves],
        MethodTakesInvocationIdArgsRequestAttempt[Nothing | Halves],
        MethodTakesInvocationIdArgsTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationIdRequestTriggerValueAttempt[Nothing | Halves],
        MethodTakesContextArgsRequestTriggerValue[Nothing | Halves],
        MethodTakesContextArgsRequestAttempt[Nothing | Halves],
        MethodTakesContextArgsTriggerValueAttempt[Nothing | Halves],
        MethodTakesContextRequestTriggerValueAttempt[Nothing | Halves],
        MethodTakesArgsRequestTriggerValueAttempt[Nothing | Halves],
        MethodTakesInvocationOutcomeFunctionInvocationId[Nothing],
        MethodTakesInvocationOutcomeFunctionContext[Nothing],
        MethodTakesInvocationOutcomeFunctionReadArgs[Nothing],
        MethodTakesInvocationOutcomeFunctionRequest[Nothing],
        MethodTakesInvocationOutcomeFunctionTriggerValue[Nothing],
        MethodTakesInvocationOutcomeFunctionAttempt[Nothing],
        MethodTakesInvocationOutcomeFunctionValue[Nothing],
        MethodTakesInvocationOutcomeFunctionError[Nothing],
        MethodTakesInvocationOutcomeFunctionElapsed[Nothing],
        MethodTakesInvocationOutcomeInvocationIdContext[Nothing],
        MethodTakesInvocationOutcomeInvocationIdReadArgs[Nothing],
        MethodTakesInvocationOutcomeInvocationIdRequest[Nothing],
        MethodTakesInvocationOutcomeInvocationIdTriggerValue[Nothing],
        MethodTakesInvocationOutcomeInvocationIdAttempt[Nothing],
        MethodTakesInvocationOutcomeInvocationIdValue[Nothing],
        MethodTakesInvocationOutcomeInvocationIdError[Nothing],
        MethodTakesInvocationOutcomeInvocationIdElapsed[Nothing],
        MethodTakesInvocationOutcomeContextReadArgs[Nothing],
        MethodTakesInvocationOutcomeContextRequest[Nothing],
        MethodTakesInvocationOutcomeContextTriggerValue[Nothing],
        MethodTakesInvocationOutcomeContextAttempt[Nothing],
        MethodTakesInvocationOutcomeContextValue[Nothing],
        MethodTakesInvocationOutcomeContextError[Nothing],
        MethodTakesInvocationOutcomeContextElapsed[Nothing],
        MethodTakesInvocationOutcomeReadArgsRequest[Nothing],
        MethodTakesInvocationOutcomeReadArgsTriggerValue[Nothing],
        MethodTakesInvocationOutcomeReadArgsAttempt[Nothing],
        MethodTakesInvocationOutcomeReadArgsValue[Nothing],
        MethodTakesInvocationOutcomeReadArgsError[Nothing],
        MethodTakesInvocationOutcomeReadArgsElapsed[Nothing],
        MethodTakesInvocationOutcomeRequestTriggerValue[Nothing],
        MethodTakesInvocationOutcomeRequestAttempt[Nothing],
        MethodTakesInvocationOutcomeRequestValue[Nothing],
        MethodTakesInvocationOutcomeRequestError[Nothing],
        MethodTakesInvocationOutcomeRequestElapsed[Nothing],
        MethodTakesInvocationOutcomeTriggerValueAttempt[Nothing],
        MethodTakesInvocationOutcomeTriggerValueValue[Nothing],
        MethodTakesInvocationOutcomeTriggerValueError[Nothing],
        MethodTakesInvocationOutcomeTriggerValueElapsed[Nothing],
        MethodTakesInvocationOutcomeAttemptValue[Nothing],
        MethodTakesInvocationOutcomeAttemptError[Nothing],
        MethodTakesInvocationOutcomeAttemptElapsed[Nothing],
        MethodTakesInvocationOutcomeValueError[Nothing],
        MethodTakesInvocationOutcomeValueElapsed[Nothing],
        MethodTakesInvocationOutcomeErrorElapsed[Nothing],
        MethodTakesInvocationFunctionInvocationIdReadArgs[Nothing],
        MethodTakesInvocationFunctionInvocationIdValue[Nothing],
        MethodTakesInvocationFunctionInvocationIdError[Nothing],
        MethodTakesInvocationFunctionInvocationIdElapsed[Nothing],
        MethodTakesInvocationFunctionContextReadArgs[Nothing],
        MethodTakesInvocationFunctionContextValue[Nothing],
        MethodTakesInvocationFunctionContextError[Nothing],
        MethodTakesInvocationFunctionContextElapsed[Nothing],
        MethodTakesInvocationFunctionReadArgsRequest[Nothing],
        MethodTakesInvocationFunctionReadArgsTriggerValue[Nothing],
        MethodTakesInvocationFunctionReadArgsAttempt[Nothing],
        MethodTakesInvocationFunctionReadArgsValue[Nothing],
        MethodTakesInvocationFunctionReadArgsError[Nothing],
        MethodTakesInvocationFunctionReadArgsElapsed[Nothing],
        MethodTakesInvocationFunctionRequestValue[Nothing],
        MethodTakesInvocationFunctionRequestError[Nothing],
        MethodTakesInvocationFunctionRequestElapsed[Nothing],
        MethodTakesInvocationFunctionTriggerValueValue[Nothing],
        MethodTakesInvocationFunctionTriggerValueError[Nothing],
        MethodTakesInvocationFunctionTriggerValueElapsed[Nothing],
        MethodTakesInvocationFunctionAttemptValue[Nothing],
        MethodTakesInvocationFunctionAttemptError[Nothing],
        MethodTakesInvocationFunctionAttemptElapsed[Nothing],
        MethodTakesInvocationFunctionValueError[Nothing],
        MethodTakesInvocationFunctionValueElapsed[Nothing],
        MethodTakesInvocationFunctionErrorElapsed[Nothing],
        MethodTakesInvocationInvocationIdContextReadArgs[Nothing],
        MethodTakesInvocationInvocationIdContextValue[Nothing],
        MethodTakesInvocationInvocationIdContextError[Nothing],
        MethodTakesInvocationInvocationIdContextElapsed[Nothing],
        MethodTakesInvocationInvocationIdReadArgsRequest[Nothing],
        MethodTakesInvocationInvocationIdReadArgsTriggerValue[Nothing],
        MethodTakesInvocationInvocationIdReadArgsAttempt[Nothing],
        MethodTakesInvocationInvocationIdReadArgsValue[Nothing],
        MethodTakesInvocationInvocationIdReadArgsError[Nothing],
        MethodTakesInvocationInvocationIdReadArgsElapsed[Nothing],
        MethodTakesInvocationInvocationIdRequestValue[Nothing],
        MethodTakesInvocationInvocationIdRequestError[Nothing],
        MethodTakesInvocationInvocationIdRequestElapsed[Nothing],
        MethodTakesInvocationInvocationIdTriggerValueValue[Nothing],
        MethodTakesInvocationInvocationIdTriggerValueError[Nothing],
        MethodTakesInvocationInvocationIdTriggerValueElapsed[Nothing],
        MethodTakesInvocationInvocationIdAttemptValue[Nothing],
        MethodTakesInvocationInvocationIdAttemptError[Nothing],
        MethodTakesInvocationInvocationIdAttemptElapsed[Nothing],
        MethodTakesInvocationInvocationIdValueError[Nothing],
        MethodTakesInvocationInvocationIdValueElapsed[Nothing],
        MethodTakesInvocationInvocationIdErrorElapsed[Nothing],
        MethodTakesInvocationContextReadArgsRequest[Nothing],
        MethodTakesInvocationContextReadArgsTriggerValue[Nothing],
        MethodTakesInvocationContextReadArgsAttempt[Nothing],
        MethodTakesInvocationContextReadArgsValue[Nothing],
        MethodTakesInvocationContextReadArgsError[Nothing],
        MethodTakesInvocationContextReadArgsElapsed[Nothing],
        MethodTakesInvocationContextRequestValue[Nothing],
        MethodTakesInvocationContextRequestError[Nothing],
        MethodTakesInvocationContextRequestElapsed[Nothing],
        MethodTakesInvocationContextTriggerValueValue[Nothing],
        MethodTakesInvocationContextTriggerValueError[Nothing],
        MethodTakesInvocationContextTriggerValueElapsed[Nothing],
        MethodTakesInvocationContextAttemptValue[Nothing],
        MethodTakesInvocationContextAttemptError[Nothing],
        MethodTakesInvocationContextAttemptElapsed[Nothing],
        MethodTakesInvocationContextValueError[Nothing],
        MethodTakesInvocationContextValueElapsed[Nothing],
        MethodTakesInvocationContextErrorElapsed[Nothing],
        MethodTakesInvocationReadArgsRequestTriggerValue[Nothing],
        MethodTakesInvocationReadArgsRequestAttempt[Nothing],
        MethodTakesInvocationReadArgsRequestValue[Nothing],
        MethodTakesInvocationReadArgsRequestError[Nothing],
        MethodTakesInvocationReadArgsRequestElapsed[Nothing],
        MethodTakesInvocationReadArgsTriggerValueAttempt[Nothing],
        MethodTakesInvocationReadArgsTriggerValueValue[Nothing],
        MethodTakesInvocationReadArgsTriggerValueError[Nothing],
        MethodTakesInvocationReadArgsTriggerValueElapsed[Nothing],
        MethodTakesInvocationReadArgsAttemptValue[Nothing],
        MethodTakesInvocationReadArgsAttemptError[Nothing],
        MethodTakesInvocationReadArgsAttemptElapsed[Nothing],
        MethodTakesInvocationReadArgsValueError[Nothing],
        MethodTakesInvocationReadArgsValueElapsed[Nothing],
        MethodTakesInvocationReadArgsErrorElapsed[Nothing],
        MethodTakesInvocationRequestTriggerValueValue[Nothing],
        MethodTakesInvocationRequestTriggerValueError[Nothing],
        MethodTakesInvocationRequestTriggerValueElapsed[Nothing],
        MethodTakesInvocationRequestAttemptValue[Nothing],
        MethodTakesInvocationRequestAttemptError[Nothing],
        MethodTakesInvocationRequestAttemptElapsed[Nothing],
        MethodTakesInvocationRequestValueError[Nothing],
        MethodTakesInvocationRequestValueElapsed[Nothing],
        MethodTakesInvocationRequestErrorElapsed[Nothing],
        MethodTakesInvocationTriggerValueAttemptValue[Nothing],
        MethodTakesInvocationTriggerValueAttemptError[Nothing],
        MethodTakesInvocationTriggerValueAttemptElapsed[Nothing],
        MethodTakesInvocationTriggerValueValueError[Nothing],
        MethodTakesInvocationTriggerValueValueElapsed[Nothing],
        MethodTakesInvocationTriggerValueErrorElapsed[Nothing],
        MethodTakesInvocationAttemptValueError[Nothing],
        MethodTakesInvocationAttemptValueElapsed[Nothing],
        MethodTakesInvocationAttemptErrorElapsed[Nothing],
        MethodTakesInvocationValueErrorElapsed[Nothing],
        MethodTakesOutcomeFunctionInvocationIdContext[Nothing],
        MethodTakesOutcomeFunctionInvocationIdReadArgs[Nothing],
        MethodTakesOutcomeFunctionInvocationIdRequest[Nothing],
        MethodTakesOutcomeFunctionInvocationIdTriggerValue[Nothing],
        MethodTakesOutcomeFunctionInvocationIdAttempt[Nothing],
        MethodTakesOutcomeFunctionInvocationIdValue[Nothing],
        MethodTakesOutcomeFunctionInvocationIdError[Nothing],
        MethodTakesOutcomeFunctionInvocationIdElapsed[Nothing],
        MethodTakesOutcomeFunctionContextReadArgs[Nothing],
        MethodTakesOutcomeFunctionContextRequest[Nothing],
        MethodTakesOutcomeFunctionContextTriggerValue[Nothing],
        MethodTakesOutcomeFunctionContextAttempt[Nothing],
        MethodTakesOutcomeFunctionContextValue[Nothing],
        MethodTakesOutcomeFunctionContextError[Nothing],
        MethodTakesOutcomeFunctionContextElapsed[Nothing],
        MethodTakesOutcomeFunctionReadArgsRequest[Nothing],
        MethodTakesOutcomeFunctionReadArgsTriggerValue[Nothing],
        MethodTakesOutcomeFunctionReadArgsAttempt[Nothing],
        MethodTakesOutcomeFunctionReadArgsValue[Nothing],
        MethodTakesOutcomeFunctionReadArgsError[Nothing],
        MethodTakesOutcomeFunctionReadArgsElapsed[Nothing],
        MethodTakesOutcomeFunctionRequestTriggerValue[Nothing],
        MethodTakesOutcomeFunctionRequestAttempt[Nothing],
        MethodTakesOutcomeFunctionRequestValue[Nothing],
        MethodTakesOutcomeFunctionRequestError[Nothing],
        MethodTakesOutcomeFunctionRequestElapsed[Nothing],
        MethodTakesOutcomeFunctionTriggerValueAttempt[Nothing],
        MethodTakesOutcomeFunctionTriggerValueValue[Nothing],
        MethodTakesOutcomeFunctionTriggerValueError[Nothing],
        MethodTakesOutcomeFunctionTriggerValueElapsed[Nothing],
        MethodTakesOutcomeFunctionAttemptValue[Nothing],
        MethodTakesOutcomeFunctionAttemptError[Nothing],
        MethodTakesOutcomeFunctionAttemptElapsed[Nothing],
        MethodTakesOutcomeFunctionValueError[Nothing],
        MethodTakesOutcomeFunctionValueElapsed[Nothing],
        MethodTakesOutcomeFunctionErrorElapsed[Nothing],
        MethodTakesOutcomeInvocationIdContextReadArgs[Nothing],
        MethodTakesOutcomeInvocationIdContextRequest[Nothing],
        MethodTakesOutcomeInvocationIdContextTriggerValue[Nothing],
        MethodTakesOutcomeInvocationIdContextAttempt[Nothing],
        MethodTakesOutcomeInvocationIdContextValue[Nothing],
        MethodTakesOutcomeInvocationIdContextError[Nothing],
        MethodTakesOutcomeInvocationIdContextElapsed[Nothing],
        MethodTakesOutcomeInvocationIdReadArgsRequest[Nothing],
        MethodTakesOutcomeInvocationIdReadArgsTriggerValue[Nothing],
        MethodTakesOutcomeInvocationIdReadArgsAttempt[Nothing],
        MethodTakesOutcomeInvocationIdReadArgsValue[Nothing],
        MethodTakesOutcomeInvocationIdReadArgsError[Nothing],
        MethodTakesOutcomeInvocationIdReadArgsElapsed[Nothing],
        MethodTakesOutcomeInvocationIdRequestTriggerValue[Nothing],
        MethodTakesOutcomeInvocationIdRequestAttempt[Nothing],
        MethodTakesOutcomeInvocationIdRequestValue[Nothing],
        MethodTakesOutcomeInvocationIdRequestError[Nothing],
        MethodTakesOutcomeInvocationIdRequestElapsed[Nothing],
        MethodTakesOutcomeInvocationIdTriggerValueAttempt[Nothing],
        MethodTakesOutcomeInvocationIdTriggerValueValue[Nothing],
        MethodTakesOutcomeInvocationIdTriggerValueError[Nothing],
        MethodTakesOutcomeInvocationIdTriggerValueElapsed[Nothing],
        MethodTakesOutcomeInvocationIdAttemptValue[Nothing],
        MethodTakesOutcomeInvocationIdAttemptError[Nothing],
        MethodTakesOutcomeInvocationIdAttemptElapsed[Nothing],
        MethodTakesOutcomeInvocationIdValueError[Nothing],
        MethodTakesOutcomeInvocationIdValueElapsed[Nothing],
        MethodTakesOutcomeInvocationIdErrorElapsed[Nothing],
        MethodTakesOutcomeContextReadArgsRequest[Nothing],
        MethodTakesOutcomeContextReadArgsTriggerValue[Nothing],
        MethodTakesOutcomeContextReadArgsAttempt[Nothing],
        MethodTakesOutcomeContextReadArgsValue[Nothing],
        MethodTakesOutcomeContextReadArgsError[Nothing],
        MethodTakesOutcomeContextReadArgsElapsed[Nothing],
        MethodTakesOutcomeContextRequestTriggerValue[Nothing],
        MethodTakesOutcomeContextRequestAttempt[Nothing],
        MethodTakesOutcomeContextRequestValue[Nothing],
        MethodTakesOutcomeContextRequestError[Nothing],
        MethodTakesOutcomeContextRequestElapsed[Nothing],
        MethodTakesOutcomeContextTriggerValueAttempt[Nothing],
        MethodTakesOutcomeContextTriggerValueValue[Nothing],
        MethodTakesOutcomeContextTriggerValueError[Nothing],
        MethodTakesOutcomeContextTriggerValueElapsed[Nothing],
        MethodTakesOutcomeContextAttemptValue[Nothing],
        MethodTakesOutcomeContextAttemptError[Nothing],
        MethodTakesOutcomeContextAttemptElapsed[Nothing],
        MethodTakesOutcomeContextValueError[Nothing],
        MethodTakesOutcomeContextValueElapsed[Nothing],
        MethodTakesOutcomeContextErrorElapsed[Nothing],
        MethodTakesOutcomeReadArgsRequestTriggerValue[Nothing],
        MethodTakesOutcomeReadArgsRequestAttempt[Nothing],
        MethodTakesOutcomeReadArgsRequestValue[Nothing],
        MethodTakesOutcomeReadArgsRequestError[Nothing],
        MethodTakesOutcomeReadArgsRequestElapsed[Nothing],
        MethodTakesOutcomeReadArgsTriggerValueAttempt[Nothing],
        MethodTakesOutcomeReadArgsTriggerValueValue[Nothing],
        MethodTakesOutcomeReadArgsTriggerValueError[Nothing],
        MethodTakesOutcomeReadArgsTriggerValueElapsed[Nothing],
        MethodTakesOutcomeReadArgsAttemptValue[Nothing],
        MethodTakesOutcomeReadArgsAttemptError[Nothing],
        MethodTakesOutcomeReadArgsAttemptElapsed[Nothing],
        MethodTakesOutcomeReadArgsValueError[Nothing],
        MethodTakesOutcomeReadArgsValueElapsed[Nothing],
        MethodTakesOutcomeReadArgsErrorElapsed[Nothing],
        MethodTakesOutcomeRequestTriggerValueAttempt[Nothing],
        MethodTakesOutcomeRequestTriggerValueValue[Nothing],
        MethodTakesOutcomeRequestTriggerValueError[Nothing],
        MethodTakesOutcomeRequestTriggerValueElapsed[Nothing],
        MethodTakesOutcomeRequestAttemptValue[Nothing],
        MethodTakesOutcomeRequestAttemptError[Nothing],
        MethodTakesOutcomeRequestAttemptElapsed[Nothing],
        MethodTakesOutcomeRequestValueError[Nothing],
        MethodTakesOutcomeRequestValueElapsed[Nothing],
        MethodTakesOutcomeRequestErrorElapsed[Nothing],
        MethodTakesOutcomeTriggerValueAttemptValue[Nothing],
        MethodTakesOutcomeTriggerValueAttemptError[Nothing],
        MethodTakesOutcomeTriggerValueAttemptElapsed[Nothing],
        MethodTakesOutcomeTriggerValueValueError[Nothing],
        MethodTakesOutcomeTriggerValueValueElapsed[Nothing],
        MethodTakesOutcomeTriggerValueErrorElapsed[Nothing],
        MethodTakesOutcomeAttemptValueError[Nothing],
        MethodTakesOutcomeAttemptValueElapsed[Nothing],
        MethodTakesOutcomeAttemptErrorElapsed[Nothing],
        MethodTakesOutcomeValueErrorElapsed[Nothing],
        MethodTakesFunctionInvocationIdContextReadArgs[Nothing],
        MethodTakesFunctionInvocationIdContextValue[Nothing],
        MethodTakesFunctionInvocationIdContextError[Nothing],
        MethodTakesFunctionInvocationIdContextElapsed[Nothing],
        MethodTakesFunctionInvocationIdReadArgsRequest[Nothing],
        MethodTakesFunctionInvocationIdReadArgsTriggerValue[Nothing],
        MethodTakesFunctionInvocationIdReadArgsAttempt[Nothing],
        MethodTakesFunctionInvocationIdReadArgsValue[Nothing],
        MethodTakesFunctionInvocationIdReadArgsError[Nothing],
        MethodTakesFunctionInvocationIdReadArgsElapsed[Nothing],
        MethodTakesFunctionInvocationIdRequestValue[Nothing],
        MethodTakesFunctionInvocationIdRequestError[Nothing],
        MethodTakesFunctionInvocationIdRequestElapsed[Nothing],
        MethodTakesFunctionInvocationIdTriggerValueValue[Nothing],
        MethodTakesFunctionInvocationIdTriggerValueError[Nothing],
        MethodTakesFunctionInvocationIdTriggerValueElapsed[Nothing],
        MethodTakesFunctionInvocationIdAttemptValue[Nothing],
        MethodTakesFunctionInvocationIdAttemptError[Nothing],
        MethodTakesFunctionInvocationIdAttemptElapsed[Nothing],
        MethodTakesFunctionInvocationIdValueError[Nothing],
        MethodTakesFunctionInvocationIdValueElapsed[Nothing],
        MethodTakesFunctionInvocationIdErrorElapsed[Nothing],
        MethodTakesFunctionContextReadArgsRequest[Nothing],
        MethodTakesFunctionContextReadArgsTriggerValue[Nothing],
        MethodTakesFunctionContextReadArgsAttempt[Nothing],
        MethodTakesFunctionContextReadArgsValue[Nothing],
        MethodTakesFunctionContextReadArgsError[Nothing],
        MethodTakesFunctionContextReadArgsElapsed[Nothing],
        MethodTakesFunctionContextRequestValue[Nothing],
        MethodTakesFunctionContextRequestError[Nothing],
        MethodTakesFunctionContextRequestElapsed[Nothing],
        MethodTakesFunctionContextTriggerValueValue[Nothing],
        MethodTakesFunctionContextTriggerValueError[Nothing],
        MethodTakesFunctionContextTriggerValueElapsed[Nothing],
        MethodTakesFunctionContextAttemptValue[Nothing],
        MethodTakesFunctionContextAttemptError[Nothing],
        MethodTakesFunctionContextAttemptElapsed[Nothing],
        MethodTakesFunctionContextValueError[Nothing],
        MethodTakesFunctionContextValueElapsed[Nothing],
        MethodTakesFunctionContextErrorElapsed[Nothing],
        MethodTakesFunctionReadArgsRequestTriggerValue[Nothing],
        MethodTakesFunctionReadArgsRequestAttempt[Nothing],
        MethodTakesFunctionReadArgsRequestValue[Nothing],
        MethodTakesFunctionReadArgsRequestError[Nothing],
        MethodTakesFunctionReadArgsRequestElapsed[Nothing],
        MethodTakesFunctionReadArgsTriggerValueAttempt[Nothing],
        MethodTakesFunctionReadArgsTriggerValueValue[Nothing],
        MethodTakesFunctionReadArgsTriggerValueError[Nothing],
        MethodTakesFunctionReadArgsTriggerValueElapsed[Nothing],
        MethodTakesFunctionReadArgsAttemptValue[Nothing],
        MethodTakesFunctionReadArgsAttemptError[Nothing],
        MethodTakesFunctionReadArgsAttemptElapsed[Nothing],
        MethodTakesFunctionReadArgsValueError[Nothing],
        MethodTakesFunctionReadArgsValueElapsed[Nothing],
        MethodTakesFunctionReadArgsErrorElapsed[Nothing],
        MethodTakesFunctionRequestTriggerValueValue[Nothing],
        MethodTakesFunctionRequestTriggerValueError[Nothing],
        MethodTakesFunctionRequestTriggerValueElapsed[Nothing],
        MethodTakesFunctionRequestAttemptValue[Nothing],
        MethodTakesFunctionRequestAttemptError[Nothing],
        MethodTakesFunctionRequestAttemptElapsed[Nothing],
        MethodTakesFunctionRequestValueError[Nothing],
        MethodTakesFunctionRequestValueElapsed[Nothing],
        MethodTakesFunctionRequestErrorElapsed[Nothing],
        MethodTakesFunctionTriggerValueAttemptValue[Nothing],
        MethodTakesFunctionTriggerValueAttemptError[Nothing],
        MethodTakesFunctionTriggerValueAttemptElapsed[Nothing],
        MethodTakesFunctionTriggerValueValueError[Nothing],
        MethodTakesFunctionTriggerValueValueElapsed[Nothing],
        MethodTakesFunctionTriggerValueErrorElapsed[Nothing],
        MethodTakesFunctionAttemptValueError[Nothing],
        MethodTakesFunctionAttemptValueElapsed[Nothing],
        MethodTakesFunctionAttemptErrorElapsed[Nothing],
        MethodTakesFunctionValueErrorElapsed[Nothing],
        MethodTakesInvocationIdContextReadArgsRequest[Nothing],
        MethodTakesInvocationIdContextReadArgsTriggerValue[Nothing],
        MethodTakesInvocationIdContextReadArgsAttempt[Nothing],
        MethodTakesInvocationIdContextReadArgsValue[Nothing],
        MethodTakesInvocationIdContextReadArgsError[Nothing],
        MethodTakesInvocationIdContextReadArgsElapsed[Nothing],
        MethodTakesInvocationIdContextRequestValue[Nothing],
        MethodTakesInvocationIdContextRequestError[Nothing],
        MethodTakesInvocationIdContextRequestElapsed[Nothing],
        MethodTakesInvocationIdContextTriggerValueValue[Nothing],
        MethodTakesInvocationIdContextTriggerValueError[Nothing],
        MethodTakesInvocationIdContextTriggerValueElapsed[Nothing],
        MethodTakesInvocationIdContextAttemptValue[Nothing],
        MethodTakesInvocationIdContextAttemptError[Nothing],
        MethodTakesInvocationIdContextAttemptElapsed[Nothing],
        MethodTakesInvocationIdContextValueError[Nothing],
        MethodTakesInvocationIdContextValueElapsed[Nothing],
        MethodTakesInvocationIdContextErrorElapsed[Nothing],
        MethodTakesInvocationIdReadArgsRequestTriggerValue[Nothing],
        MethodTakesInvocationIdReadArgsRequestAttempt[Nothing],
        MethodTakesInvocationIdReadArgsRequestValue[Nothing],
        MethodTakesInvocationIdReadArgsRequestError[Nothing],
        MethodTakesInvocationIdReadArgsRequestElapsed[Nothing],
        MethodTakesInvocationIdReadArgsTriggerValueAttempt[Nothing],
        MethodTakesInvocationIdReadArgsTriggerValueValue[Nothing],
        MethodTakesInvocationIdReadArgsTriggerValueError[Nothing],
        MethodTakesInvocationIdReadArgsTriggerValueElapsed[Nothing],
        MethodTakesInvocationIdReadArgsAttemptValue[Nothing],
        MethodTakesInvocationIdReadArgsAttemptError[Nothing],
        MethodTakesInvocationIdReadArgsAttemptElapsed[Nothing],
        MethodTakesInvocationIdReadArgsValueError[Nothing],
        MethodTakesInvocationIdReadArgsValueElapsed[Nothing],
        MethodTakesInvocationIdReadArgsErrorElapsed[Nothing],
        MethodTakesInvocationIdRequestTriggerValueValue[Nothing],
        MethodTakesInvocationIdRequestTriggerValueError[Nothing],
        MethodTakesInvocationIdRequestTriggerValueElapsed[Nothing],
        MethodTakesInvocationIdRequestAttemptValue[Nothing],
        MethodTakesInvocationIdRequestAttemptError[Nothing],
        MethodTakesInvocationIdRequestAttemptElapsed[Nothing],
        MethodTakesInvocationIdRequestValueError[Nothing],
        MethodTakesInvocationIdRequestValueElapsed[Nothing],
        MethodTakesInvocationIdRequestErrorElapsed[Nothing],
        MethodTakesInvocationIdTriggerValueAttemptValue[Nothing],
        MethodTakesInvocationIdTriggerValueAttemptError[Nothing],
        MethodTakesInvocationIdTriggerValueAttemptElapsed[Nothing],
        MethodTakesInvocationIdTriggerValueValueError[Nothing],
        MethodTakesInvocationIdTriggerValueValueElapsed[Nothing],
        MethodTakesInvocationIdTriggerValueErrorElapsed[Nothing],
        MethodTakesInvocationIdAttemptValueError[Nothing],
        MethodTakesInvocationIdAttemptValueElapsed[Nothing],
        MethodTakesInvocationIdAttemptErrorElapsed[Nothing],
        MethodTakesInvocationIdValueErrorElapsed[Nothing],
        MethodTakesContextReadArgsRequestTriggerValue[Nothing],
        MethodTakesContextReadArgsRequestAttempt[Nothing],
        MethodTakesContextReadArgsRequestValue[Nothing],
        MethodTakesContextReadArgsRequestError[Nothing],
        MethodTakesContextReadArgsRequestElapsed[Nothing],
        MethodTakesContextReadArgsTriggerValueAttempt[Nothing],
        MethodTakesContextReadArgsTriggerValueValue[Nothing],
        MethodTakesContextReadArgsTriggerValueError[Nothing],
        MethodTakesContextReadArgsTriggerValueElapsed[Nothing],
        MethodTakesContextReadArgsAttemptValue[Nothing],
        MethodTakesContextReadArgsAttemptError[Nothing],
        MethodTakesContextReadArgsAttemptElapsed[Nothing],
        MethodTakesContextReadArgsValueError[Nothing],
        MethodTakesContextReadArgsValueElapsed[Nothing],
        MethodTakesContextReadArgsErrorElapsed[Nothing],
        MethodTakesContextRequestTriggerValueValue[Nothing],
        MethodTakesContextRequestTriggerValueError[Nothing],
        MethodTakesContextRequestTriggerValueElapsed[Nothing],
        MethodTakesContextRequestAttemptValue[Nothing],
        MethodTakesContextRequestAttemptError[Nothing],
        MethodTakesContextRequestAttemptElapsed[Nothing],
        MethodTakesContextRequestValueError[Nothing],
        MethodTakesContextRequestValueElapsed[Nothing],
        MethodTakesContextRequestErrorElapsed[Nothing],
        MethodTakesContextTriggerValueAttemptValue[Nothing],
        MethodTakesContextTriggerValueAttemptError[Nothing],
        MethodTakesContextTriggerValueAttemptElapsed[Nothing],
        MethodTakesContextTriggerValueValueError[Nothing],
        MethodTakesContextTriggerValueValueElapsed[Nothing],
        MethodTakesContextTriggerValueErrorElapsed[Nothing],
        MethodTakesContextAttemptValueError[Nothing],
        MethodTakesContextAttemptValueElapsed[Nothing],
        MethodTakesContextAttemptErrorElapsed[Nothing],
        MethodTakesContextValueErrorElapsed[Nothing],
        MethodTakesReadArgsRequestTriggerValueAttempt[Nothing],
        MethodTakesReadArgsRequestTriggerValueValue[Nothing],
        MethodTakesReadArgsRequestTriggerValueError[Nothing],
        MethodTakesReadArgsRequestTriggerValueElapsed[Nothing],
        MethodTakesReadArgsRequestAttemptValue[Nothing],
        MethodTakesReadArgsRequestAttemptError[Nothing],
        MethodTakesReadArgsRequestAttemptElapsed[Nothing],
        MethodTakesReadArgsRequestValueError[Nothing],
        MethodTakesReadArgsRequestValueElapsed[Nothing],
        MethodTakesReadArgsRequestErrorElapsed[Nothing],
        MethodTakesReadArgsTriggerValueAttemptValue[Nothing],
        MethodTakesReadArgsTriggerValueAttemptError[Nothing],
        MethodTakesReadArgsTriggerValueAttemptElapsed[Nothing],
        MethodTakesReadArgsTriggerValueValueError[Nothing],
        MethodTakesReadArgsTriggerValueValueElapsed[Nothing],
        MethodTakesReadArgsTriggerValueErrorElapsed[Nothing],
        MethodTakesReadArgsAttemptValueError[Nothing],
        MethodTakesReadArgsAttemptValueElapsed[Nothing],
        MethodTakesReadArgsAttemptErrorElapsed[Nothing],
        MethodTakesReadArgsValueErrorElapsed[Nothing],
        MethodTakesRequestTriggerValueAttemptValue[Nothing],
        MethodTakesRequestTriggerValueAttemptError[Nothing],
        MethodTakesRequestTriggerValueAttemptElapsed[Nothing],
        MethodTakesRequestTriggerValueValueError[Nothing],
        MethodTakesRequestTriggerValueValueElapsed[Nothing],
        MethodTakesRequestTriggerValueErrorElapsed[Nothing],
        MethodTakesRequestAttemptValueError[Nothing],
        MethodTakesRequestAttemptValueElapsed[Nothing],
        MethodTakesRequestAttemptErrorElapsed[Nothing],
        MethodTakesRequestValueErrorElapsed[Nothing],
        MethodTakesTriggerValueAttemptValueError[Nothing],
        MethodTakesTriggerValueAttemptValueElapsed[Nothing],
        MethodTakesTriggerValueAttemptErrorElapsed[Nothing],
        MethodTakesTriggerValueValueErrorElapsed[Nothing],
        MethodTakesAttemptValueErrorElapsed[Nothing],
        MethodTakesInvocationAndMore[Nothing | Halves],
        MethodTakesFunctionAndMore[Nothing | Halves],
        MethodTakesInvocationIdAndMore[Nothing | Halves],
        MethodTakesContextAndMore[Nothing | Halves],
        MethodTakesArgsAndMore[Nothing | Halves],
        MethodTakesRequestAndMore[Nothing | Halves],
        MethodTakesTriggerValueAndMore[Nothing | Halves],
        MethodTakesAttemptAndMore[Nothing | Halves],
        MethodTakesOutcomeAndMore[Nothing],
        MethodTakesReadArgsAndMore[Nothing],
        MethodTakesValueAndMore[Nothing],
        MethodTakesErrorAndMore[Nothing],
        MethodTakesElapsedAndMore[Nothing],
        TakesNothing[Nothing | None | Halves | Provided],
        TakesApp[Nothing],
        TakesFunction[None | Nothing | Halves | Provided],
        TakesInvocation[Nothing | Halves],
        TakesInvocationId[Nothing | Halves],
        TakesContext[Nothing | Halves],
        TakesArgs[Nothing | Halves],
        TakesRequest[Nothing | Halves],
        TakesTriggerValue[Nothing | Halves],
        TakesAttempt[Nothing | Halves],
        TakesOutcome[Nothing],
        TakesReadArgs[Nothing],
        TakesValue[Nothing],
        TakesError[Nothing],
        TakesElapsed[Nothing],
        TakesParameter[Provided],
        TakesInvocationFunction[Nothing | Halves],
        TakesFunctionInvocation[Nothing | Halves],
        TakesInvocationInvocationId[Nothing | Halves],
        TakesInvocationIdInvocation[Nothing | Halves],
        TakesInvocationContext[Nothing | Halves],
        TakesContextInvocation[Nothing | Halves],
        TakesInvocationArgs[Nothing | Halves],
        TakesArgsInvocation[Nothing | Halves],
        TakesInvocationRequest[Nothing | Halves],
        TakesRequestInvocation[Nothing | Halves],
        TakesInvocationTriggerValue[Nothing | Halves],
        TakesTriggerValueInvocation[Nothing | Halves],
        TakesInvocationAttempt[Nothing | Halves],
        TakesAttemptInvocation[Nothing | Halves],
        TakesFunctionInvocationId[Nothing | Halves],
        TakesInvocationIdFunction[Nothing | Halves],
        TakesFunctionContext[Nothing | Halves],
        TakesContextFunction[Nothing | Halves],
        TakesFunctionArgs[Nothing | Halves],
        TakesArgsFunction[Nothing | Halves],
        TakesFunctionRequest[Nothing | Halves],
        TakesRequestFunction[Nothing | Halves],
        TakesFunctionTriggerValue[Nothing | Halves],
        TakesTriggerValueFunction[Nothing | Halves],
        TakesFunctionAttempt[Nothing | Halves],
        TakesAttemptFunction[Nothing | Halves],
        TakesInvocationIdContext[Nothing | Halves],
        TakesContextInvocationId[Nothing | Halves],
        TakesInvocationIdArgs[Nothing | Halves],
        TakesArgsInvocationId[Nothing | Halves],
        TakesInvocationIdRequest[Nothing | Halves],
        TakesRequestInvocationId[Nothing | Halves],
        TakesInvocationIdTriggerValue[Nothing | Halves],
        TakesTriggerValueInvocationId[Nothing | Halves],
        TakesInvocationIdAttempt[Nothing | Halves],
        TakesAttemptInvocationId[Nothing | Halves],
        TakesContextArgs[Nothing | Halves],
        TakesArgsContext[Nothing | Halves],
        TakesContextRequest[Nothing | Halves],
        TakesRequestContext[Nothing | Halves],
        TakesContextTriggerValue[Nothing | Halves],
        TakesTriggerValueContext[Nothing | Halves],
        TakesContextAttempt[Nothing | Halves],
        TakesAttemptContext[Nothing | Halves],
        TakesArgsRequest[Nothing | Halves],
        TakesRequestArgs[Nothing | Halves],
        TakesArgsTriggerValue[Nothing | Halves],
        TakesTriggerValueArgs[Nothing | Halves],
        TakesArgsAttempt[Nothing | Halves],
        TakesAttemptArgs[Nothing | Halves],
        TakesRequestTriggerValue[Nothing | Halves],
        TakesTriggerValueRequest[Nothing | Halves],
        TakesRequestAttempt[Nothing | Halves],
        TakesAttemptRequest[Nothing | Halves],
        TakesTriggerValueAttempt[Nothing | Halves],
        TakesAttemptTriggerValue[Nothing | Halves],
        TakesInvocationOutcome[Nothing],
        TakesOutcomeInvocation[Nothing],
        TakesInvocationReadArgs[Nothing],
        TakesReadArgsInvocation[Nothing],
        TakesInvocationValue[Nothing],
        TakesValueInvocation[Nothing],
        TakesInvocationError[Nothing],
        TakesErrorInvocation[Nothing],
        TakesInvocationElapsed[Nothing],
        TakesElapsedInvocation[Nothing],
        TakesOutcomeFunction[Nothing],
        TakesFunctionOutcome[Nothing],
        TakesOutcomeInvocationId[Nothing],
        TakesInvocationIdOutcome[Nothing],
        TakesOutcomeContext[Nothing],
        TakesContextOutcome[Nothing],
        TakesOutcomeReadArgs[Nothing],
        TakesReadArgsOutcome[Nothing],
        TakesOutcomeRequest[Nothing],
        TakesRequestOutcome[Nothing],
        TakesOutcomeTriggerValue[Nothing],
        TakesTriggerValueOutcome[Nothing],
        TakesOutcomeAttempt[Nothing],
        TakesAttemptOutcome[Nothing],
        TakesOutcomeValue[Nothing],
        TakesValueOutcome[Nothing],
        TakesOutcomeError[Nothing],
        TakesErrorOutcome[Nothing],
        TakesOutcomeElapsed[Nothing],
        TakesElapsedOutcome[Nothing],
        TakesFunctionReadArgs[Nothing],
        TakesReadArgsFunction[Nothing],
        TakesFunctionValue[Nothing],
        TakesValueFunction[Nothing],
        TakesFunctionError[Nothing],
        TakesErrorFunction[Nothing],
        TakesFunctionElapsed[Nothing],
        TakesElapsedFunction[Nothing],
        TakesInvocationIdReadArgs[Nothing],
        TakesReadArgsInvocationId[Nothing],
        TakesInvocationIdValue[Nothing],
        TakesValueInvocationId[Nothing],
        TakesInvocationIdError[Nothing],
        TakesErrorInvocationId[Nothing],
        TakesInvocationIdElapsed[Nothing],
        TakesElapsedInvocationId[Nothing],
        TakesContextReadArgs[Nothing],
        TakesReadArgsContext[Nothing],
        TakesContextValue[Nothing],
        TakesValueContext[Nothing],
        TakesContextError[Nothing],
        TakesErrorContext[Nothing],
        TakesContextElapsed[Nothing],
        TakesElapsedContext[Nothing],
        TakesReadArgsRequest[Nothing],
        TakesRequestReadArgs[Nothing],
        TakesReadArgsTriggerValue[Nothing],
        TakesTriggerValueReadArgs[Nothing],
        TakesReadArgsAttempt[Nothing],
        TakesAttemptReadArgs[Nothing],
        TakesReadArgsValue[Nothing],
        TakesValueReadArgs[Nothing],
        TakesReadArgsError[Nothing],
        TakesErrorReadArgs[Nothing],
        TakesReadArgsElapsed[Nothing],
        TakesElapsedReadArgs[Nothing],
        TakesRequestValue[Nothing],
        TakesValueRequest[Nothing],
        TakesRequestError[Nothing],
        TakesErrorRequest[Nothing],
        TakesRequestElapsed[Nothing],
        TakesElapsedRequest[Nothing],
        TakesTriggerValueValue[Nothing],
        TakesValueTriggerValue[Nothing],
        TakesTriggerValueError[Nothing],
        TakesErrorTriggerValue[Nothing],
        TakesTriggerValueElapsed[Nothing],
        TakesElapsedTriggerValue[Nothing],
        TakesAttemptValue[Nothing],
        TakesValueAttempt[Nothing],
        TakesAttemptError[Nothing],
        TakesErrorAttempt[Nothing],
        TakesAttemptElapsed[Nothing],
        TakesElapsedAttempt[Nothing],
        TakesValueError[Nothing],
        TakesErrorValue[Nothing],
        TakesValueElapsed[Nothing],
        TakesElapsedValue[Nothing],
        TakesErrorElapsed[Nothing],
        TakesElapsedError[Nothing],
        TakesFunctionParameter[Provided],
        TakesParameterFunction[Provided],
        TakesInvocationFunctionInvocationId[Nothing | Halves],
        TakesInvocationFunctionContext[Nothing | Halves],
        TakesInvocationFunctionArgs[Nothing | Halves],
        TakesInvocationFunctionRequest[Nothing | Halves],
        TakesInvocationFunctionTriggerValue[Nothing | Halves],
        TakesInvocationFunctionAttempt[Nothing | Halves],
        TakesInvocationInvocationIdContext[Nothing | Halves],
        TakesInvocationInvocationIdArgs[Nothing | Halves],
        TakesInvocationInvocationIdRequest[Nothing | Halves],
        TakesInvocationInvocationIdTriggerValue[Nothing | Halves],
        TakesInvocationInvocationIdAttempt[Nothing | Halves],
        TakesInvocationContextArgs[Nothing | Halves],
        TakesInvocationContextRequest[Nothing | Halves],
        TakesInvocationContextTriggerValue[Nothing | Halves],
        TakesInvocationContextAttempt[Nothing | Halves],
        TakesInvocationArgsRequest[Nothing | Halves],
        TakesInvocationArgsTriggerValue[Nothing | Halves],
        TakesInvocationArgsAttempt[Nothing | Halves],
        TakesInvocationRequestTriggerValue[Nothing | Halves],
        TakesInvocationRequestAttempt[Nothing | Halves],
        TakesInvocationTriggerValueAttempt[Nothing | Halves],
        TakesFunctionInvocationIdContext[Nothing | Halves],
        TakesFunctionInvocationIdArgs[Nothing | Halves],
        TakesFunctionInvocationIdRequest[Nothing | Halves],
        TakesFunctionInvocationIdTriggerValue[Nothing | Halves],
        TakesFunctionInvocationIdAttempt[Nothing | Halves],
        TakesFunctionContextArgs[Nothing | Halves],
        TakesFunctionContextRequest[Nothing | Halves],
        TakesFunctionContextTriggerValue[Nothing | Halves],
        TakesFunctionContextAttempt[Nothing | Halves],
        TakesFunctionArgsRequest[Nothing | Halves],
        TakesFunctionArgsTriggerValue[Nothing | Halves],
        TakesFunctionArgsAttempt[Nothing | Halves],
        TakesFunctionRequestTriggerValue[Nothing | Halves],
        TakesFunctionRequestAttempt[Nothing | Halves],
        TakesFunctionTriggerValueAttempt[Nothing | Halves],
        TakesInvocationIdContextArgs[Nothing | Halves],
        TakesInvocationIdContextRequest[Nothing | Halves],
        TakesInvocationIdContextTriggerValue[Nothing | Halves],
        TakesInvocationIdContextAttempt[Nothing | Halves],
        TakesInvocationIdArgsRequest[Nothing | Halves],
        TakesInvocationIdArgsTriggerValue[Nothing | Halves],
        TakesInvocationIdArgsAttempt[Nothing | Halves],
        TakesInvocationIdRequestTriggerValue[Nothing | Halves],
        TakesInvocationIdRequestAttempt[Nothing | Halves],
        TakesInvocationIdTriggerValueAttempt[Nothing | Halves],
        TakesContextArgsRequest[Nothing | Halves],
        TakesContextArgsTriggerValue[Nothing | Halves],
        TakesContextArgsAttempt[Nothing | Halves],
        TakesContextRequestTriggerValue[Nothing | Halves],
        TakesContextRequestAttempt[Nothing | Halves],
        TakesContextTriggerValueAttempt[Nothing | Halves],
        TakesArgsRequestTriggerValue[Nothing | Halves],
        TakesArgsRequestAttempt[Nothing | Halves],
        TakesArgsTriggerValueAttempt[Nothing | Halves],
        TakesRequestTriggerValueAttempt[Nothing | Halves],
        TakesInvocationOutcomeFunction[Nothing],
        TakesInvocationOutcomeInvocationId[Nothing],
        TakesInvocationOutcomeContext[Nothing],
        TakesInvocationOutcomeReadArgs[Nothing],
        TakesInvocationOutcomeRequest[Nothing],
        TakesInvocationOutcomeTriggerValue[Nothing],
        TakesInvocationOutcomeAttempt[Nothing],
        TakesInvocationOutcomeValue[Nothing],
        TakesInvocationOutcomeError[Nothing],
        TakesInvocationOutcomeElapsed[Nothing],
        TakesInvocationFunctionReadArgs[Nothing],
        TakesInvocationFunctionValue[Nothing],
        TakesInvocationFunctionError[Nothing],
        TakesInvocationFunctionElapsed[Nothing],
        TakesInvocationInvocationIdReadArgs[Nothing],
        TakesInvocationInvocationIdValue[Nothing],
        TakesInvocationInvocationIdError[Nothing],
        TakesInvocationInvocationIdElapsed[Nothing],
        TakesInvocationContextReadArgs[Nothing],
        TakesInvocationContextValue[Nothing],
        TakesInvocationContextError[Nothing],
        TakesInvocationContextElapsed[Nothing],
        TakesInvocationReadArgsRequest[Nothing],
        TakesInvocationReadArgsTriggerValue[Nothing],
        TakesInvocationReadArgsAttempt[Nothing],
        TakesInvocationReadArgsValue[Nothing],
        TakesInvocationReadArgsError[Nothing],
        TakesInvocationReadArgsElapsed[Nothing],
        TakesInvocationRequestValue[Nothing],
        TakesInvocationRequestError[Nothing],
        TakesInvocationRequestElapsed[Nothing],
        TakesInvocationTriggerValueValue[Nothing],
        TakesInvocationTriggerValueError[Nothing],
        TakesInvocationTriggerValueElapsed[Nothing],
        TakesInvocationAttemptValue[Nothing],
        TakesInvocationAttemptError[Nothing],
        TakesInvocationAttemptElapsed[Nothing],
        TakesInvocationValueError[Nothing],
        TakesInvocationValueElapsed[Nothing],
        TakesInvocationErrorElapsed[Nothing],
        TakesOutcomeFunctionInvocationId[Nothing],
        TakesOutcomeFunctionContext[Nothing],
        TakesOutcomeFunctionReadArgs[Nothing],
        TakesOutcomeFunctionRequest[Nothing],
        TakesOutcomeFunctionTriggerValue[Nothing],
        TakesOutcomeFunctionAttempt[Nothing],
        TakesOutcomeFunctionValue[Nothing],
        TakesOutcomeFunctionError[Nothing],
        TakesOutcomeFunctionElapsed[Nothing],
        TakesOutcomeInvocationIdContext[Nothing],
        TakesOutcomeInvocationIdReadArgs[Nothing],
        TakesOutcomeInvocationIdRequest[Nothing],
        TakesOutcomeInvocationIdTriggerValue[Nothing],
        TakesOutcomeInvocationIdAttempt[Nothing],
        TakesOutcomeInvocationIdValue[Nothing],
        TakesOutcomeInvocationIdError[Nothing],
        TakesOutcomeInvocationIdElapsed[Nothing],
        TakesOutcomeContextReadArgs[Nothing],
        TakesOutcomeContextRequest[Nothing],
        TakesOutcomeContextTriggerValue[Nothing],
        TakesOutcomeContextAttempt[Nothing],
        TakesOutcomeContextValue[Nothing],
        TakesOutcomeContextError[Nothing],
        TakesOutcomeContextElapsed[Nothing],
        TakesOutcomeReadArgsRequest[Nothing],
        TakesOutcomeReadArgsTriggerValue[Nothing],
        TakesOutcomeReadArgsAttempt[Nothing],
        TakesOutcomeReadArgsValue[Nothing],
        TakesOutcomeReadArgsError[Nothing],
        TakesOutcomeReadArgsElapsed[Nothing],
        TakesOutcomeRequestTriggerValue[Nothing],
        TakesOutcomeRequestAttempt[Nothing],
        TakesOutcomeRequestValue[Nothing],
        TakesOutcomeRequestError[Nothing],
        TakesOutcomeRequestElapsed[Nothing],
        TakesOutcomeTriggerValueAttempt[Nothing],
        TakesOutcomeTriggerValueValue[Nothing],
        TakesOutcomeTriggerValueError[Nothing],
        TakesOutcomeTriggerValueElapsed[Nothing],
        TakesOutcomeAttemptValue[Nothing],
        TakesOutcomeAttemptError[Nothing],
        TakesOutcomeAttemptElapsed[Nothing],
        TakesOutcomeValueError[Nothing],
        TakesOutcomeValueElapsed[Nothing],
        TakesOutcomeErrorElapsed[Nothing],
        TakesFunctionInvocationIdReadArgs[Nothing],
        TakesFunctionInvocationIdValue[Nothing],
        TakesFunctionInvocationIdError[Nothing],
        TakesFunctionInvocationIdElapsed[Nothing],
        TakesFunctionContextReadArgs[Nothing],
        TakesFunctionContextValue[Nothing],
        TakesFunctionContextError[Nothing],
        TakesFunctionContextElapsed[Nothing],
        TakesFunctionReadArgsRequest[Nothing],
        TakesFunctionReadArgsTriggerValue[Nothing],
        TakesFunctionReadArgsAttempt[Nothing],
        TakesFunctionReadArgsValue[Nothing],
        TakesFunctionReadArgsError[Nothing],
        TakesFunctionReadArgsElapsed[Nothing],
        TakesFunctionRequestValue[Nothing],
        TakesFunctionRequestError[Nothing],
        TakesFunctionRequestElapsed[Nothing],
        TakesFunctionTriggerValueValue[Nothing],
        TakesFunctionTriggerValueError[Nothing],
        TakesFunctionTriggerValueElapsed[Nothing],
        TakesFunctionAttemptValue[Nothing],
        TakesFunctionAttemptError[Nothing],
        TakesFunctionAttemptElapsed[Nothing],
        TakesFunctionValueError[Nothing],
        TakesFunctionValueElapsed[Nothing],
        TakesFunctionErrorElapsed[Nothing],
        TakesInvocationIdContextReadArgs[Nothing],
        TakesInvocationIdContextValue[Nothing],
        TakesInvocationIdContextError[Nothing],
        TakesInvocationIdContextElapsed[Nothing],
        TakesInvocationIdReadArgsRequest[Nothing],
        TakesInvocationIdReadArgsTriggerValue[Nothing],
        TakesInvocationIdReadArgsAttempt[Nothing],
        TakesInvocationIdReadArgsValue[Nothing],
        TakesInvocationIdReadArgsError[Nothing],
        TakesInvocationIdReadArgsElapsed[Nothing],
        TakesInvocationIdRequestValue[Nothing],
        TakesInvocationIdRequestError[Nothing],
        TakesInvocationIdRequestElapsed[Nothing],
        TakesInvocationIdTriggerValueValue[Nothing],
        TakesInvocationIdTriggerValueError[Nothing],
        TakesInvocationIdTriggerValueElapsed[Nothing],
        TakesInvocationIdAttemptValue[Nothing],
        TakesInvocationIdAttemptError[Nothing],
        TakesInvocationIdAttemptElapsed[Nothing],
        TakesInvocationIdValueError[Nothing],
        TakesInvocationIdValueElapsed[Nothing],
        TakesInvocationIdErrorElapsed[Nothing],
        TakesContextReadArgsRequest[Nothing],
        TakesContextReadArgsTriggerValue[Nothing],
        TakesContextReadArgsAttempt[Nothing],
        TakesContextReadArgsValue[Nothing],
        TakesContextReadArgsError[Nothing],
        TakesContextReadArgsElapsed[Nothing],
        TakesContextRequestValue[Nothing],
        TakesContextRequestError[Nothing],
        TakesContextRequestElapsed[Nothing],
        TakesContextTriggerValueValue[Nothing],
        TakesContextTriggerValueError[Nothing],
        TakesContextTriggerValueElapsed[Nothing],
        TakesContextAttemptValue[Nothing],
        TakesContextAttemptError[Nothing],
        TakesContextAttemptElapsed[Nothing],
        TakesContextValueError[Nothing],
        TakesContextValueElapsed[Nothing],
        TakesContextErrorElapsed[Nothing],
        TakesReadArgsRequestTriggerValue[Nothing],
        TakesReadArgsRequestAttempt[Nothing],
        TakesReadArgsRequestValue[Nothing],
        TakesReadArgsRequestError[Nothing],
        TakesReadArgsRequestElapsed[Nothing],
        TakesReadArgsTriggerValueAttempt[Nothing],
        TakesReadArgsTriggerValueValue[Nothing],
        TakesReadArgsTriggerValueError[Nothing],
        TakesReadArgsTriggerValueElapsed[Nothing],
        TakesReadArgsAttemptValue[Nothing],
        TakesReadArgsAttemptError[Nothing],
        TakesReadArgsAttemptElapsed[Nothing],
        TakesReadArgsValueError[Nothing],
        TakesReadArgsValueElapsed[Nothing],
        TakesReadArgsErrorElapsed[Nothing],
        TakesRequestTriggerValueValue[Nothing],
        TakesRequestTriggerValueError[Nothing],
        TakesRequestTriggerValueElapsed[Nothing],
        TakesRequestAttemptValue[Nothing],
        TakesRequestAttemptError[Nothing],
        TakesRequestAttemptElapsed[Nothing],
        TakesRequestValueError[Nothing],
        TakesRequestValueElapsed[Nothing],
        TakesRequestErrorElapsed[Nothing],
        TakesTriggerValueAttemptValue[Nothing],
        TakesTriggerValueAttemptError[Nothing],
        TakesTriggerValueAttemptElapsed[Nothing],
        TakesTriggerValueValueError[Nothing],
        TakesTriggerValueValueElapsed[Nothing],
        TakesTriggerValueErrorElapsed[Nothing],
        TakesAttemptValueError[Nothing],
        TakesAttemptValueElapsed[Nothing],
        TakesAttemptErrorElapsed[Nothing],
        TakesValueErrorElapsed[Nothing],
        TakesInvocationFunctionInvocationIdContext[Nothing | Halves],
        TakesInvocationFunctionInvocationIdArgs[Nothing | Halves],
        TakesInvocationFunctionInvocationIdRequest[Nothing | Halves],
        TakesInvocationFunctionInvocationIdTriggerValue[Nothing | Halves],
        TakesInvocationFunctionInvocationIdAttempt[Nothing | Halves],
        TakesInvocationFunctionContextArgs[Nothing | Halves],
        TakesInvocationFunctionContextRequest[Nothing | Halves],
        TakesInvocationFunctionContextTriggerValue[Nothing | Halves],
        TakesInvocationFunctionContextAttempt[Nothing | Halves],
        TakesInvocationFunctionArgsRequest[Nothing | Halves],
        TakesInvocationFunctionArgsTriggerValue[Nothing | Halves],
        TakesInvocationFunctionArgsAttempt[Nothing | Halves],
        TakesInvocationFunctionRequestTriggerValue[Nothing | Halves],
        TakesInvocationFunctionRequestAttempt[Nothing | Halves],
        TakesInvocationFunctionTriggerValueAttempt[Nothing | Halves],
        TakesInvocationInvocationIdContextArgs[Nothing | Halves],
        TakesInvocationInvocationIdContextRequest[Nothing | Halves],
        TakesInvocationInvocationIdContextTriggerValue[Nothing | Halves],
        TakesInvocationInvocationIdContextAttempt[Nothing | Halves],
        TakesInvocationInvocationIdArgsRequest[Nothing | Halves],
        TakesInvocationInvocationIdArgsTriggerValue[Nothing | Halves],
        TakesInvocationInvocationIdArgsAttempt[Nothing | Halves],
        TakesInvocationInvocationIdRequestTriggerValue[Nothing | Halves],
        TakesInvocationInvocationIdRequestAttempt[Nothing | Halves],
        TakesInvocationInvocationIdTriggerValueAttempt[Nothing | Halves],
        TakesInvocationContextArgsRequest[Nothing | Halves],
        TakesInvocationContextArgsTriggerValue[Nothing | Halves],
        TakesInvocationContextArgsAttempt[Nothing | Halves],
        TakesInvocationContextRequestTriggerValue[Nothing | Halves],
        TakesInvocationContextRequestAttempt[Nothing | Halves],
        TakesInvocationContextTriggerValueAttempt[Nothing | Halves],
        TakesInvocationArgsRequestTriggerValue[Nothing | Halves],
        TakesInvocationArgsRequestAttempt[Nothing | Halves],
        TakesInvocationArgsTriggerValueAttempt[Nothing | Halves],
        TakesInvocationRequestTriggerValueAttempt[Nothing | Halves],
        TakesFunctionInvocationIdContextArgs[Nothing | Halves],
        TakesFunctionInvocationIdContextRequest[Nothing | Halves],
        TakesFunctionInvocationIdContextTriggerValue[Nothing | Halves],
        TakesFunctionInvocationIdContextAttempt[Nothing | Halves],
        TakesFunctionInvocationIdArgsRequest[Nothing | Halves],
        TakesFunctionInvocationIdArgsTriggerValue[Nothing | Halves],
        TakesFunctionInvocationIdArgsAttempt[Nothing | Halves],
        TakesFunctionInvocationIdRequestTriggerValue[Nothing | Halves],
        TakesFunctionInvocationIdRequestAttempt[Nothing | Halves],
        TakesFunctionInvocationIdTriggerValueAttempt[Nothing | Halves],
        TakesFunctionContextArgsRequest[Nothing | Halves],
        TakesFunctionContextArgsTriggerValue[Nothing | Halves],
        TakesFunctionContextArgsAttempt[Nothing | Halves],
        TakesFunctionContextRequestTriggerValue[Nothing | Halves],
        TakesFunctionContextRequestAttempt[Nothing | Halves],
        TakesFunctionContextTriggerValueAttempt[Nothing | Halves],
        TakesFunctionArgsRequestTriggerValue[Nothing | Halves],
        TakesFunctionArgsRequestAttempt[Nothing | Halves],
        TakesFunctionArgsTriggerValueAttempt[Nothing | Halves],
        TakesFunctionRequestTriggerValueAttempt[Nothing | Halves],
        TakesInvocationIdContextArgsRequest[Nothing | Halves],
        TakesInvocationIdContextArgsTriggerValue[Nothing | Halves],
        TakesInvocationIdContextArgsAttempt[Nothing | Halves],
        TakesInvocationIdContextRequestTriggerValue[Nothing | Halves],
        TakesInvocationIdContextRequestAttempt[Nothing | Halves],
        TakesInvocationIdContextTriggerValueAttempt[Nothing | Halves],
        TakesInvocationIdArgsRequestTriggerValue[Nothing | Halves],
        TakesInvocationIdArgsRequestAttempt[Nothing | Halves],
        TakesInvocationIdArgsTriggerValueAttempt[Nothing | Halves],
        TakesInvocationIdRequestTriggerValueAttempt[Nothing | Halves],
        TakesContextArgsRequestTriggerValue[Nothing | Halves],
        TakesContextArgsRequestAttempt[Nothing | Halves],
        TakesContextArgsTriggerValueAttempt[Nothing | Halves],
        TakesContextRequestTriggerValueAttempt[Nothing | Halves],
        TakesArgsRequestTriggerValueAttempt[Nothing | Halves],
        TakesInvocationOutcomeFunctionInvocationId[Nothing],
        TakesInvocationOutcomeFunctionContext[Nothing],
        TakesInvocationOutcomeFunctionReadArgs[Nothing],
        TakesInvocationOutcomeFunctionRequest[Nothing],
        TakesInvocationOutcomeFunctionTriggerValue[Nothing],
        TakesInvocationOutcomeFunctionAttempt[Nothing],
        TakesInvocationOutcomeFunctionValue[Nothing],
        TakesInvocationOutcomeFunctionError[Nothing],
        TakesInvocationOutcomeFunctionElapsed[Nothing],
        TakesInvocationOutcomeInvocationIdContext[Nothing],
        TakesInvocationOutcomeInvocationIdReadArgs[Nothing],
        TakesInvocationOutcomeInvocationIdRequest[Nothing],
        TakesInvocationOutcomeInvocationIdTriggerValue[Nothing],
        TakesInvocationOutcomeInvocationIdAttempt[Nothing],
        TakesInvocationOutcomeInvocationIdValue[Nothing],
        TakesInvocationOutcomeInvocationIdError[Nothing],
        TakesInvocationOutcomeInvocationIdElapsed[Nothing],
        TakesInvocationOutcomeContextReadArgs[Nothing],
        TakesInvocationOutcomeContextRequest[Nothing],
        TakesInvocationOutcomeContextTriggerValue[Nothing],
        TakesInvocationOutcomeContextAttempt[Nothing],
        TakesInvocationOutcomeContextValue[Nothing],
        TakesInvocationOutcomeContextError[Nothing],
        TakesInvocationOutcomeContextElapsed[Nothing],
        TakesInvocationOutcomeReadArgsRequest[Nothing],
        TakesInvocationOutcomeReadArgsTriggerValue[Nothing],
        TakesInvocationOutcomeReadArgsAttempt[Nothing],
        TakesInvocationOutcomeReadArgsValue[Nothing],
        TakesInvocationOutcomeReadArgsError[Nothing],
        TakesInvocationOutcomeReadArgsElapsed[Nothing],
        TakesInvocationOutcomeRequestTriggerValue[Nothing],
        TakesInvocationOutcomeRequestAttempt[Nothing],
        TakesInvocationOutcomeRequestValue[Nothing],
        TakesInvocationOutcomeRequestError[Nothing],
        TakesInvocationOutcomeRequestElapsed[Nothing],
        TakesInvocationOutcomeTriggerValueAttempt[Nothing],
        TakesInvocationOutcomeTriggerValueValue[Nothing],
        TakesInvocationOutcomeTriggerValueError[Nothing],
        TakesInvocationOutcomeTriggerValueElapsed[Nothing],
        TakesInvocationOutcomeAttemptValue[Nothing],
        TakesInvocationOutcomeAttemptError[Nothing],
        TakesInvocationOutcomeAttemptElapsed[Nothing],
        TakesInvocationOutcomeValueError[Nothing],
        TakesInvocationOutcomeValueElapsed[Nothing],
        TakesInvocationOutcomeErrorElapsed[Nothing],
        TakesInvocationFunctionInvocationIdReadArgs[Nothing],
        TakesInvocationFunctionInvocationIdValue[Nothing],
        TakesInvocationFunctionInvocationIdError[Nothing],
        TakesInvocationFunctionInvocationIdElapsed[Nothing],
        TakesInvocationFunctionContextReadArgs[Nothing],
        TakesInvocationFunctionContextValue[Nothing],
        TakesInvocationFunctionContextError[Nothing],
        TakesInvocationFunctionContextElapsed[Nothing],
        TakesInvocationFunctionReadArgsRequest[Nothing],
        TakesInvocationFunctionReadArgsTriggerValue[Nothing],
        TakesInvocationFunctionReadArgsAttempt[Nothing],
        TakesInvocationFunctionReadArgsValue[Nothing],
        TakesInvocationFunctionReadArgsError[Nothing],
        TakesInvocationFunctionReadArgsElapsed[Nothing],
        TakesInvocationFunctionRequestValue[Nothing],
        TakesInvocationFunctionRequestError[Nothing],
        TakesInvocationFunctionRequestElapsed[Nothing],
        TakesInvocationFunctionTriggerValueValue[Nothing],
        TakesInvocationFunctionTriggerValueError[Nothing],
        TakesInvocationFunctionTriggerValueElapsed[Nothing],
        TakesInvocationFunctionAttemptValue[Nothing],
        TakesInvocationFunctionAttemptError[Nothing],
        TakesInvocationFunctionAttemptElapsed[Nothing],
        TakesInvocationFunctionValueError[Nothing],
        TakesInvocationFunctionValueElapsed[Nothing],
        TakesInvocationFunctionErrorElapsed[Nothing],
        TakesInvocationInvocationIdContextReadArgs[Nothing],
        TakesInvocationInvocationIdContextValue[Nothing],
        TakesInvocationInvocationIdContextError[Nothing],
        TakesInvocationInvocationIdContextElapsed[Nothing],
        TakesInvocationInvocationIdReadArgsRequest[Nothing],
        TakesInvocationInvocationIdReadArgsTriggerValue[Nothing],
        TakesInvocationInvocationIdReadArgsAttempt[Nothing],
        TakesInvocationInvocationIdReadArgsValue[Nothing],
        TakesInvocationInvocationIdReadArgsError[Nothing],
        TakesInvocationInvocationIdReadArgsElapsed[Nothing],
        TakesInvocationInvocationIdRequestValue[Nothing],
        TakesInvocationInvocationIdRequestError[Nothing],
        TakesInvocationInvocationIdRequestElapsed[Nothing],
        TakesInvocationInvocationIdTriggerValueValue[Nothing],
        TakesInvocationInvocationIdTriggerValueError[Nothing],
        TakesInvocationInvocationIdTriggerValueElapsed[Nothing],
        TakesInvocationInvocationIdAttemptValue[Nothing],
        TakesInvocationInvocationIdAttemptError[Nothing],
        TakesInvocationInvocationIdAttemptElapsed[Nothing],
        TakesInvocationInvocationIdValueError[Nothing],
        TakesInvocationInvocationIdValueElapsed[Nothing],
        TakesInvocationInvocationIdErrorElapsed[Nothing],
        TakesInvocationContextReadArgsRequest[Nothing],
        TakesInvocationContextReadArgsTriggerValue[Nothing],
        TakesInvocationContextReadArgsAttempt[Nothing],
        TakesInvocationContextReadArgsValue[Nothing],
        TakesInvocationContextReadArgsError[Nothing],
        TakesInvocationContextReadArgsElapsed[Nothing],
        TakesInvocationContextRequestValue[Nothing],
        TakesInvocationContextRequestError[Nothing],
        TakesInvocationContextRequestElapsed[Nothing],
        TakesInvocationContextTriggerValueValue[Nothing],
        TakesInvocationContextTriggerValueError[Nothing],
        TakesInvocationContextTriggerValueElapsed[Nothing],
        TakesInvocationContextAttemptValue[Nothing],
        TakesInvocationContextAttemptError[Nothing],
        TakesInvocationContextAttemptElapsed[Nothing],
        TakesInvocationContextValueError[Nothing],
        TakesInvocationContextValueElapsed[Nothing],
        TakesInvocationContextErrorElapsed[Nothing],
        TakesInvocationReadArgsRequestTriggerValue[Nothing],
        TakesInvocationReadArgsRequestAttempt[Nothing],
        TakesInvocationReadArgsRequestValue[Nothing],
        TakesInvocationReadArgsRequestError[Nothing],
        TakesInvocationReadArgsRequestElapsed[Nothing],
        TakesInvocationReadArgsTriggerValueAttempt[Nothing],
        TakesInvocationReadArgsTriggerValueValue[Nothing],
        TakesInvocationReadArgsTriggerValueError[Nothing],
        TakesInvocationReadArgsTriggerValueElapsed[Nothing],
        TakesInvocationReadArgsAttemptValue[Nothing],
        TakesInvocationReadArgsAttemptError[Nothing],
        TakesInvocationReadArgsAttemptElapsed[Nothing],
        TakesInvocationReadArgsValueError[Nothing],
        TakesInvocationReadArgsValueElapsed[Nothing],
        TakesInvocationReadArgsErrorElapsed[Nothing],
        TakesInvocationRequestTriggerValueValue[Nothing],
        TakesInvocationRequestTriggerValueError[Nothing],
        TakesInvocationRequestTriggerValueElapsed[Nothing],
        TakesInvocationRequestAttemptValue[Nothing],
        TakesInvocationRequestAttemptError[Nothing],
        TakesInvocationRequestAttemptElapsed[Nothing],
        TakesInvocationRequestValueError[Nothing],
        TakesInvocationRequestValueElapsed[Nothing],
        TakesInvocationRequestErrorElapsed[Nothing],
        TakesInvocationTriggerValueAttemptValue[Nothing],
        TakesInvocationTriggerValueAttemptError[Nothing],
        TakesInvocationTriggerValueAttemptElapsed[Nothing],
        TakesInvocationTriggerValueValueError[Nothing],
        TakesInvocationTriggerValueValueElapsed[Nothing],
        TakesInvocationTriggerValueErrorElapsed[Nothing],
        TakesInvocationAttemptValueError[Nothing],
        TakesInvocationAttemptValueElapsed[Nothing],
        TakesInvocationAttemptErrorElapsed[Nothing],
        TakesInvocationValueErrorElapsed[Nothing],
        TakesOutcomeFunctionInvocationIdContext[Nothing],
        TakesOutcomeFunctionInvocationIdReadArgs[Nothing],
        TakesOutcomeFunctionInvocationIdRequest[Nothing],
        TakesOutcomeFunctionInvocationIdTriggerValue[Nothing],
        TakesOutcomeFunctionInvocationIdAttempt[Nothing],
        TakesOutcomeFunctionInvocationIdValue[Nothing],
        TakesOutcomeFunctionInvocationIdError[Nothing],
        TakesOutcomeFunctionInvocationIdElapsed[Nothing],
        TakesOutcomeFunctionContextReadArgs[Nothing],
        TakesOutcomeFunctionContextRequest[Nothing],
        TakesOutcomeFunctionContextTriggerValue[Nothing],
        TakesOutcomeFunctionContextAttempt[Nothing],
        TakesOutcomeFunctionContextValue[Nothing],
        TakesOutcomeFunctionContextError[Nothing],
        TakesOutcomeFunctionContextElapsed[Nothing],
        TakesOutcomeFunctionReadArgsRequest[Nothing],
        TakesOutcomeFunctionReadArgsTriggerValue[Nothing],
        TakesOutcomeFunctionReadArgsAttempt[Nothing],
        TakesOutcomeFunctionReadArgsValue[Nothing],
        TakesOutcomeFunctionReadArgsError[Nothing],
        TakesOutcomeFunctionReadArgsElapsed[Nothing],
        TakesOutcomeFunctionRequestTriggerValue[Nothing],
        TakesOutcomeFunctionRequestAttempt[Nothing],
        TakesOutcomeFunctionRequestValue[Nothing],
        TakesOutcomeFunctionRequestError[Nothing],
        TakesOutcomeFunctionRequestElapsed[Nothing],
        TakesOutcomeFunctionTriggerValueAttempt[Nothing],
        TakesOutcomeFunctionTriggerValueValue[Nothing],
        TakesOutcomeFunctionTriggerValueError[Nothing],
        TakesOutcomeFunctionTriggerValueElapsed[Nothing],
        TakesOutcomeFunctionAttemptValue[Nothing],
        TakesOutcomeFunctionAttemptError[Nothing],
        TakesOutcomeFunctionAttemptElapsed[Nothing],
        TakesOutcomeFunctionValueError[Nothing],
        TakesOutcomeFunctionValueElapsed[Nothing],
        TakesOutcomeFunctionErrorElapsed[Nothing],
        TakesOutcomeInvocationIdContextReadArgs[Nothing],
        TakesOutcomeInvocationIdContextRequest[Nothing],
        TakesOutcomeInvocationIdContextTriggerValue[Nothing],
        TakesOutcomeInvocationIdContextAttempt[Nothing],
        TakesOutcomeInvocationIdContextValue[Nothing],
        TakesOutcomeInvocationIdContextError[Nothing],
        TakesOutcomeInvocationIdContextElapsed[Nothing],
        TakesOutcomeInvocationIdReadArgsRequest[Nothing],
        TakesOutcomeInvocationIdReadArgsTriggerValue[Nothing],
        TakesOutcomeInvocationIdReadArgsAttempt[Nothing],
        TakesOutcomeInvocationIdReadArgsValue[Nothing],
        TakesOutcomeInvocationIdReadArgsError[Nothing],
        TakesOutcomeInvocationIdReadArgsElapsed[Nothing],
        TakesOutcomeInvocationIdRequestTriggerValue[Nothing],
        TakesOutcomeInvocationIdRequestAttempt[Nothing],
        TakesOutcomeInvocationIdRequestValue[Nothing],
        TakesOutcomeInvocationIdRequestError[Nothing],
        TakesOutcomeInvocationIdRequestElapsed[Nothing],
        TakesOutcomeInvocationIdTriggerValueAttempt[Nothing],
        TakesOutcomeInvocationIdTriggerValueValue[Nothing],
        TakesOutcomeInvocationIdTriggerValueError[Nothing],
        TakesOutcomeInvocationIdTriggerValueElapsed[Nothing],
        TakesOutcomeInvocationIdAttemptValue[Nothing],
        TakesOutcomeInvocationIdAttemptError[Nothing],
        TakesOutcomeInvocationIdAttemptElapsed[Nothing],
        TakesOutcomeInvocationIdValueError[Nothing],
        TakesOutcomeInvocationIdValueElapsed[Nothing],
        TakesOutcomeInvocationIdErrorElapsed[Nothing],
        TakesOutcomeContextReadArgsRequest[Nothing],
        TakesOutcomeContextReadArgsTriggerValue[Nothing],
        TakesOutcomeContextReadArgsAttempt[Nothing],
        TakesOutcomeContextReadArgsValue[Nothing],
        TakesOutcomeContextReadArgsError[Nothing],
        TakesOutcomeContextReadArgsElapsed[Nothing],
        TakesOutcomeContextRequestTriggerValue[Nothing],
        TakesOutcomeContextRequestAttempt[Nothing],
        TakesOutcomeContextRequestValue[Nothing],
        TakesOutcomeContextRequestError[Nothing],
        TakesOutcomeContextRequestElapsed[Nothing],
        TakesOutcomeContextTriggerValueAttempt[Nothing],
        TakesOutcomeContextTriggerValueValue[Nothing],
        TakesOutcomeContextTriggerValueError[Nothing],
        TakesOutcomeContextTriggerValueElapsed[Nothing],
        TakesOutcomeContextAttemptValue[Nothing],
        TakesOutcomeContextAttemptError[Nothing],
        TakesOutcomeContextAttemptElapsed[Nothing],
        TakesOutcomeContextValueError[Nothing],
        TakesOutcomeContextValueElapsed[Nothing],
        TakesOutcomeContextErrorElapsed[Nothing],
        TakesOutcomeReadArgsRequestTriggerValue[Nothing],
        TakesOutcomeReadArgsRequestAttempt[Nothing],
        TakesOutcomeReadArgsRequestValue[Nothing],
        TakesOutcomeReadArgsRequestError[Nothing],
        TakesOutcomeReadArgsRequestElapsed[Nothing],
        TakesOutcomeReadArgsTriggerValueAttempt[Nothing],
        TakesOutcomeReadArgsTriggerValueValue[Nothing],
        TakesOutcomeReadArgsTriggerValueError[Nothing],
        TakesOutcomeReadArgsTriggerValueElapsed[Nothing],
        TakesOutcomeReadArgsAttemptValue[Nothing],
        TakesOutcomeReadArgsAttemptError[Nothing],
        TakesOutcomeReadArgsAttemptElapsed[Nothing],
        TakesOutcomeReadArgsValueError[Nothing],
        TakesOutcomeReadArgsValueElapsed[Nothing],
        TakesOutcomeReadArgsErrorElapsed[Nothing],
        TakesOutcomeRequestTriggerValueAttempt[Nothing],
        TakesOutcomeRequestTriggerValueValue[Nothing],
        TakesOutcomeRequestTriggerValueError[Nothing],
        TakesOutcomeRequestTriggerValueElapsed[Nothing],
        TakesOutcomeRequestAttemptValue[Nothing],
        TakesOutcomeRequestAttemptError[Nothing],
        TakesOutcomeRequestAttemptElapsed[Nothing],
        TakesOutcomeRequestValueError[Nothing],
        TakesOutcomeRequestValueElapsed[Nothing],
        TakesOutcomeRequestErrorElapsed[Nothing],
        TakesOutcomeTriggerValueAttemptValue[Nothing],
        TakesOutcomeTriggerValueAttemptError[Nothing],
        TakesOutcomeTriggerValueAttemptElapsed[Nothing],
        TakesOutcomeTriggerValueValueError[Nothing],
        TakesOutcomeTriggerValueValueElapsed[Nothing],
        TakesOutcomeTriggerValueErrorElapsed[Nothing],
        TakesOutcomeAttemptValueError[Nothing],
        TakesOutcomeAttemptValueElapsed[Nothing],
        TakesOutcomeAttemptErrorElapsed[Nothing],
        TakesOutcomeValueErrorElapsed[Nothing],
        TakesFunctionInvocationIdContextReadArgs[Nothing],
        TakesFunctionInvocationIdContextValue[Nothing],
        TakesFunctionInvocationIdContextError[Nothing],
        TakesFunctionInvocationIdContextElapsed[Nothing],
        TakesFunctionInvocationIdReadArgsRequest[Nothing],
        TakesFunctionInvocationIdReadArgsTriggerValue[Nothing],
        TakesFunctionInvocationIdReadArgsAttempt[Nothing],
        TakesFunctionInvocationIdReadArgsValue[Nothing],
        TakesFunctionInvocationIdReadArgsError[Nothing],
        TakesFunctionInvocationIdReadArgsElapsed[Nothing],
        TakesFunctionInvocationIdRequestValue[Nothing],
        TakesFunctionInvocationIdRequestError[Nothing],
        TakesFunctionInvocationIdRequestElapsed[Nothing],
        TakesFunctionInvocationIdTriggerValueValue[Nothing],
        TakesFunctionInvocationIdTriggerValueError[Nothing],
        TakesFunctionInvocationIdTriggerValueElapsed[Nothing],
        TakesFunctionInvocationIdAttemptValue[Nothing],
        TakesFunctionInvocationIdAttemptError[Nothing],
        TakesFunctionInvocationIdAttemptElapsed[Nothing],
        TakesFunctionInvocationIdValueError[Nothing],
        TakesFunctionInvocationIdValueElapsed[Nothing],
        TakesFunctionInvocationIdErrorElapsed[Nothing],
        TakesFunctionContextReadArgsRequest[Nothing],
        TakesFunctionContextReadArgsTriggerValue[Nothing],
        TakesFunctionContextReadArgsAttempt[Nothing],
        TakesFunctionContextReadArgsValue[Nothing],
        TakesFunctionContextReadArgsError[Nothing],
        TakesFunctionContextReadArgsElapsed[Nothing],
        TakesFunctionContextRequestValue[Nothing],
        TakesFunctionContextRequestError[Nothing],
        TakesFunctionContextRequestElapsed[Nothing],
        TakesFunctionContextTriggerValueValue[Nothing],
        TakesFunctionContextTriggerValueError[Nothing],
        TakesFunctionContextTriggerValueElapsed[Nothing],
        TakesFunctionContextAttemptValue[Nothing],
        TakesFunctionContextAttemptError[Nothing],
        TakesFunctionContextAttemptElapsed[Nothing],
        TakesFunctionContextValueError[Nothing],
        TakesFunctionContextValueElapsed[Nothing],
        TakesFunctionContextErrorElapsed[Nothing],
        TakesFunctionReadArgsRequestTriggerValue[Nothing],
        TakesFunctionReadArgsRequestAttempt[Nothing],
        TakesFunctionReadArgsRequestValue[Nothing],
        TakesFunctionReadArgsRequestError[Nothing],
        TakesFunctionReadArgsRequestElapsed[Nothing],
        TakesFunctionReadArgsTriggerValueAttempt[Nothing],
        TakesFunctionReadArgsTriggerValueValue[Nothing],
        TakesFunctionReadArgsTriggerValueError[Nothing],
        TakesFunctionReadArgsTriggerValueElapsed[Nothing],
        TakesFunctionReadArgsAttemptValue[Nothing],
        TakesFunctionReadArgsAttemptError[Nothing],
        TakesFunctionReadArgsAttemptElapsed[Nothing],
        TakesFunctionReadArgsValueError[Nothing],
        TakesFunctionReadArgsValueElapsed[Nothing],
        TakesFunctionReadArgsErrorElapsed[Nothing],
        TakesFunctionRequestTriggerValueValue[Nothing],
        TakesFunctionRequestTriggerValueError[Nothing],
        TakesFunctionRequestTriggerValueElapsed[Nothing],
        TakesFunctionRequestAttemptValue[Nothing],
        TakesFunctionRequestAttemptError[Nothing],
        TakesFunctionRequestAttemptElapsed[Nothing],
        TakesFunctionRequestValueError[Nothing],
        TakesFunctionRequestValueElapsed[Nothing],
        TakesFunctionRequestErrorElapsed[Nothing],
        TakesFunctionTriggerValueAttemptValue[Nothing],
        TakesFunctionTriggerValueAttemptError[Nothing],
        TakesFunctionTriggerValueAttemptElapsed[Nothing],
        TakesFunctionTriggerValueValueError[Nothing],
        TakesFunctionTriggerValueValueElapsed[Nothing],
        TakesFunctionTriggerValueErrorElapsed[Nothing],
        TakesFunctionAttemptValueError[Nothing],
        TakesFunctionAttemptValueElapsed[Nothing],
        TakesFunctionAttemptErrorElapsed[Nothing],
        TakesFunctionValueErrorElapsed[Nothing],
        TakesInvocationIdContextReadArgsRequest[Nothing],
        TakesInvocationIdContextReadArgsTriggerValue[Nothing],
        TakesInvocationIdContextReadArgsAttempt[Nothing],
        TakesInvocationIdContextReadArgsValue[Nothing],
        TakesInvocationIdContextReadArgsError[Nothing],
        TakesInvocationIdContextReadArgsElapsed[Nothing],
        TakesInvocationIdContextRequestValue[Nothing],
        TakesInvocationIdContextRequestError[Nothing],
        TakesInvocationIdContextRequestElapsed[Nothing],
        TakesInvocationIdContextTriggerValueValue[Nothing],
        TakesInvocationIdContextTriggerValueError[Nothing],
        TakesInvocationIdContextTriggerValueElapsed[Nothing],
        TakesInvocationIdContextAttemptValue[Nothing],
        TakesInvocationIdContextAttemptError[Nothing],
        TakesInvocationIdContextAttemptElapsed[Nothing],
        TakesInvocationIdContextValueError[Nothing],
        TakesInvocationIdContextValueElapsed[Nothing],
        TakesInvocationIdContextErrorElapsed[Nothing],
        TakesInvocationIdReadArgsRequestTriggerValue[Nothing],
        TakesInvocationIdReadArgsRequestAttempt[Nothing],
        TakesInvocationIdReadArgsRequestValue[Nothing],
        TakesInvocationIdReadArgsRequestError[Nothing],
        TakesInvocationIdReadArgsRequestElapsed[Nothing],
        TakesInvocationIdReadArgsTriggerValueAttempt[Nothing],
        TakesInvocationIdReadArgsTriggerValueValue[Nothing],
        TakesInvocationIdReadArgsTriggerValueError[Nothing],
        TakesInvocationIdReadArgsTriggerValueElapsed[Nothing],
        TakesInvocationIdReadArgsAttemptValue[Nothing],
        TakesInvocationIdReadArgsAttemptError[Nothing],
        TakesInvocationIdReadArgsAttemptElapsed[Nothing],
        TakesInvocationIdReadArgsValueError[Nothing],
        TakesInvocationIdReadArgsValueElapsed[Nothing],
        TakesInvocationIdReadArgsErrorElapsed[Nothing],
        TakesInvocationIdRequestTriggerValueValue[Nothing],
        TakesInvocationIdRequestTriggerValueError[Nothing],
        TakesInvocationIdRequestTriggerValueElapsed[Nothing],
        TakesInvocationIdRequestAttemptValue[Nothing],
        TakesInvocationIdRequestAttemptError[Nothing],
        TakesInvocationIdRequestAttemptElapsed[Nothing],
        TakesInvocationIdRequestValueError[Nothing],
        TakesInvocationIdRequestValueElapsed[Nothing],
        TakesInvocationIdRequestErrorElapsed[Nothing],
        TakesInvocationIdTriggerValueAttemptValue[Nothing],
        TakesInvocationIdTriggerValueAttemptError[Nothing],
        TakesInvocationIdTriggerValueAttemptElapsed[Nothing],
        TakesInvocationIdTriggerValueValueError[Nothing],
        TakesInvocationIdTriggerValueValueElapsed[Nothing],
        TakesInvocationIdTriggerValueErrorElapsed[Nothing],
        TakesInvocationIdAttemptValueError[Nothing],
        TakesInvocationIdAttemptValueElapsed[Nothing],
        TakesInvocationIdAttemptErrorElapsed[Nothing],
        TakesInvocationIdValueErrorElapsed[Nothing],
        TakesContextReadArgsRequestTriggerValue[Nothing],
        TakesContextReadArgsRequestAttempt[Nothing],
        TakesContextReadArgsRequestValue[Nothing],
        TakesContextReadArgsRequestError[Nothing],
        TakesContextReadArgsRequestElapsed[Nothing],
        TakesContextReadArgsTriggerValueAttempt[Nothing],
        TakesContextReadArgsTriggerValueValue[Nothing],
        TakesContextReadArgsTriggerValueError[Nothing],
        TakesContextReadArgsTriggerValueElapsed[Nothing],
        TakesContextReadArgsAttemptValue[Nothing],
        TakesContextReadArgsAttemptError[Nothing],
        TakesContextReadArgsAttemptElapsed[Nothing],
        TakesContextReadArgsValueError[Nothing],
        TakesContextReadArgsValueElapsed[Nothing],
        TakesContextReadArgsErrorElapsed[Nothing],
        TakesContextRequestTriggerValueValue[Nothing],
        TakesContextRequestTriggerValueError[Nothing],
        TakesContextRequestTriggerValueElapsed[Nothing],
        TakesContextRequestAttemptValue[Nothing],
        TakesContextRequestAttemptError[Nothing],
        TakesContextRequestAttemptElapsed[Nothing],
        TakesContextRequestValueError[Nothing],
        TakesContextRequestValueElapsed[Nothing],
        TakesContextRequestErrorElapsed[Nothing],
        TakesContextTriggerValueAttemptValue[Nothing],
        TakesContextTriggerValueAttemptError[Nothing],
        TakesContextTriggerValueAttemptElapsed[Nothing],
        TakesContextTriggerValueValueError[Nothing],
        TakesContextTriggerValueValueElapsed[Nothing],
        TakesContextTriggerValueErrorElapsed[Nothing],
        TakesContextAttemptValueError[Nothing],
        TakesContextAttemptValueElapsed[Nothing],
        TakesContextAttemptErrorElapsed[Nothing],
        TakesContextValueErrorElapsed[Nothing],
        TakesReadArgsRequestTriggerValueAttempt[Nothing],
        TakesReadArgsRequestTriggerValueValue[Nothing],
        TakesReadArgsRequestTriggerValueError[Nothing],
        TakesReadArgsRequestTriggerValueElapsed[Nothing],
        TakesReadArgsRequestAttemptValue[Nothing],
        TakesReadArgsRequestAttemptError[Nothing],
        TakesReadArgsRequestAttemptElapsed[Nothing],
        TakesReadArgsRequestValueError[Nothing],
        TakesReadArgsRequestValueElapsed[Nothing],
        TakesReadArgsRequestErrorElapsed[Nothing],
        TakesReadArgsTriggerValueAttemptValue[Nothing],
        TakesReadArgsTriggerValueAttemptError[Nothing],
        TakesReadArgsTriggerValueAttemptElapsed[Nothing],
        TakesReadArgsTriggerValueValueError[Nothing],
        TakesReadArgsTriggerValueValueElapsed[Nothing],
        TakesReadArgsTriggerValueErrorElapsed[Nothing],
        TakesReadArgsAttemptValueError[Nothing],
        TakesReadArgsAttemptValueElapsed[Nothing],
        TakesReadArgsAttemptErrorElapsed[Nothing],
        TakesReadArgsValueErrorElapsed[Nothing],
        TakesRequestTriggerValueAttemptValue[Nothing],
        TakesRequestTriggerValueAttemptError[Nothing],
        TakesRequestTriggerValueAttemptElapsed[Nothing],
        TakesRequestTriggerValueValueError[Nothing],
        TakesRequestTriggerValueValueElapsed[Nothing],
        TakesRequestTriggerValueErrorElapsed[Nothing],
        TakesRequestAttemptValueError[Nothing],
        TakesRequestAttemptValueElapsed[Nothing],
        TakesRequestAttemptErrorElapsed[Nothing],
        TakesRequestValueErrorElapsed[Nothing],
        TakesTriggerValueAttemptValueError[Nothing],
        TakesTriggerValueAttemptValueElapsed[Nothing],
        TakesTriggerValueAttemptErrorElapsed[Nothing],
        TakesTriggerValueValueErrorElapsed[Nothing],
        TakesAttemptValueErrorElapsed[Nothing],
        TakesInvocationAndMore[Nothing | Halves],
        TakesFunctionAndMore[Nothing | Halves],
        TakesInvocationIdAndMore[Nothing | Halves],
        TakesContextAndMore[Nothing | Halves],
        TakesArgsAndMore[Nothing | Halves],
        TakesRequestAndMore[Nothing | Halves],
        TakesTriggerValueAndMore[Nothing | Halves],
        TakesAttemptAndMore[Nothing | Halves],
        TakesOutcomeAndMore[Nothing],
        TakesReadArgsAndMore[Nothing],
        TakesValueAndMore[Nothing],
        TakesErrorAndMore[Nothing],
        TakesElapsedAndMore[Nothing],
        staticmethod[..., Nothing | Halves],
        classmethod[Any, ..., Nothing | Halves],
    ],
)

RepeatingHook = TypeVar(
    "RepeatingHook",
    bound=Union[
        MethodTakesNothing[Halves],
        MethodTakesInvocation[Halves],
        MethodTakesFunction[Halves],
        MethodTakesInvocationId[Halves],
        MethodTakesContext[Halves],
        MethodTakesArgs[Halves],
        MethodTakesRequest[Halves],
        MethodTakesTriggerValue[Halves],
        MethodTakesAttempt[Halves],
        MethodTakesInvocationFunction[Halves],
        MethodTakesFunctionInvocation[Halves],
        MethodTakesInvocationInvocationId[Halves],
        MethodTakesInvocationIdInvocation[Halves],
        MethodTakesInvocationContext[Halves],
        MethodTakesContextInvocation[Halves],
        MethodTakesInvocationArgs[Halves],
        MethodTakesArgsInvocation[Halves],
        MethodTakesInvocationRequest[Halves],
        MethodTakesRequestInvocation[Halves],
        MethodTakesInvocationTriggerValue[Halves],
        MethodTakesTriggerValueInvocation[Halves],
        MethodTakesInvocationAttempt[Halves],
        MethodTakesAttemptInvocation[Halves],
        MethodTakesFunctionInvocationId[Halves],
        MethodTakesInvocationIdFunction[Halves],
        MethodTakesFunctionContext[Halves],
        MethodTakesContextFunction[Halves],
        MethodTakesFunctionArgs[Halves],
        MethodTakesArgsFunction[Halves],
        MethodTakesFunctionRequest[Halves],
        MethodTakesRequestFunction[Halves],
        MethodTakesFunctionTriggerValue[Halves],
        MethodTakesTriggerValueFunction[Halves],
        MethodTakesFunctionAttempt[Halves],
        MethodTakesAttemptFunction[Halves],
        MethodTakesInvocationIdContext[Halves],
        MethodTakesContextInvocationId[Halves],
        MethodTakesInvocationIdArgs[Halves],
        MethodTakesArgsInvocationId[Halves],
        MethodTakesInvocationIdRequest[Halves],
        MethodTakesRequestInvocationId[Halves],
        MethodTakesInvocationIdTriggerValue[Halves],
        MethodTakesTriggerValueInvocationId[Halves],
        MethodTakesInvocationIdAttempt[Halves],
        MethodTakesAttemptInvocationId[Halves],
        MethodTakesContextArgs[Halves],
        MethodTakesArgsContext[Halves],
        MethodTakesContextRequest[Halves],
        MethodTakesRequestContext[Halves],
        MethodTakesContextTriggerValue[Halves],
        MethodTakesTriggerValueContext[Halves],
        MethodTakesContextAttempt[Halves],
        MethodTakesAttemptContext[Halves],
        MethodTakesArgsRequest[Halves],
        MethodTakesRequestArgs[Halves],
        MethodTakesArgsTriggerValue[Halves],
        MethodTakesTriggerValueArgs[Halves],
        MethodTakesArgsAttempt[Halves],
        MethodTakesAttemptArgs[Halves],
        MethodTakesRequestTriggerValue[Halves],
        MethodTakesTriggerValueRequest[Halves],
        MethodTakesRequestAttempt[Halves],
        MethodTakesAttemptRequest[Halves],
        MethodTakesTriggerValueAttempt[Halves],
        MethodTakesAttemptTriggerValue[Halves],
        MethodTakesInvocationFunctionInvocationId[Halves],
        MethodTakesInvocationFunctionContext[Halves],
        MethodTakesInvocationFunctionArgs[Halves],
        MethodTakesInvocationFunctionRequest[Halves],
        MethodTakesInvocationFunctionTriggerValue[Halves],
        MethodTakesInvocationFunctionAttempt[Halves],
        MethodTakesInvocationInvocationIdContext[Halves],
        MethodTakesInvocationInvocationIdArgs[Halves],
        MethodTakesInvocationInvocationIdRequest[Halves],
        MethodTakesInvocationInvocationIdTriggerValue[Halves],
        MethodTakesInvocationInvocationIdAttempt[Halves],
        MethodTakesInvocationContextArgs[Halves],
        MethodTakesInvocationContextRequest[Halves],
        MethodTakesInvocationContextTriggerValue[Halves],
        MethodTakesInvocationContextAttempt[Halves],
        MethodTakesInvocationArgsRequest[Halves],
        MethodTakesInvocationArgsTriggerValue[Halves],
        MethodTakesInvocationArgsAttempt[Halves],
        MethodTakesInvocationRequestTriggerValue[Halves],
        MethodTakesInvocationRequestAttempt[Halves],
        MethodTakesInvocationTriggerValueAttempt[Halves],
        MethodTakesFunctionInvocationIdContext[Halves],
        MethodTakesFunctionInvocationIdArgs[Halves],
        MethodTakesFunctionInvocationIdRequest[Halves],
        MethodTakesFunctionInvocationIdTriggerValue[Halves],
        MethodTakesFunctionInvocationIdAttempt[Halves],
        MethodTakesFunctionContextArgs[Halves],
        MethodTakesFunctionContextRequest[Halves],
        MethodTakesFunctionContextTriggerValue[Halves],
        MethodTakesFunctionContextAttempt[Halves],
        MethodTakesFunctionArgsRequest[Halves],
        MethodTakesFunctionArgsTriggerValue[Halves],
        MethodTakesFunctionArgsAttempt[Halves],
        MethodTakesFunctionRequestTriggerValue[Halves],
        MethodTakesFunctionRequestAttempt[Halves],
        MethodTakesFunctionTriggerValueAttempt[Halves],
        MethodTakesInvocationIdContextArgs[Halves],
        MethodTakesInvocationIdContextRequest[Halves],
        MethodTakesInvocationIdContextTriggerValue[Halves],
        MethodTakesInvocationIdContextAttempt[Halves],
        MethodTakesInvocationIdArgsRequest[Halves],
        MethodTakesInvocationIdArgsTriggerValue[Halves],
        MethodTakesInvocationIdArgsAttempt[Halves],
        MethodTakesInvocationIdRequestTriggerValue[Halves],
        MethodTakesInvocationIdRequestAttempt[Halves],
        MethodTakesInvocationIdTriggerValueAttempt[Halves],
        MethodTakesContextArgsRequest[Halves],
        MethodTakesContextArgsTriggerValue[Halves],
        MethodTakesContextArgsAttempt[Halves],
        MethodTakesContextRequestTriggerValue[Halves],
        MethodTakesContextRequestAttempt[Halves],
        MethodTakesContextTriggerValueAttempt[Halves],
        MethodTakesArgsRequestTriggerValue[Halves],
        MethodTakesArgsRequestAttempt[Halves],
        MethodTakesArgsTriggerValueAttempt[Halves],
        MethodTakesRequestTriggerValueAttempt[Halves],
        MethodTakesInvocationFunctionInvocationIdContext[Halves],
        MethodTakesInvocationFunctionInvocationIdArgs[Halves],
        MethodTakesInvocationFunctionInvocationIdRequest[Halves],
        MethodTakesInvocationFunctionInvocationIdTriggerValue[Halves],
        MethodTakesInvocationFunctionInvocationIdAttempt[Halves],
        MethodTakesInvocationFunctionContextArgs[Halves],
        MethodTakesInvocationFunctionContextRequest[Halves],
        MethodTakesInvocationFunctionContextTriggerValue[Halves],
        MethodTakesInvocationFunctionContextAttempt[Halves],
        MethodTakesInvocationFunctionArgsRequest[Halves],
        MethodTakesInvocationFunctionArgsTriggerValue[Halves],
        MethodTakesInvocationFunctionArgsAttempt[Halves],
        MethodTakesInvocationFunctionRequestTriggerValue[Halves],
        MethodTakesInvocationFunctionRequestAttempt[Halves],
        MethodTakesInvocationFunctionTriggerValueAttempt[Halves],
        MethodTakesInvocationInvocationIdContextArgs[Halves],
        MethodTakesInvocationInvocationIdContextRequest[Halves],
        MethodTakesInvocationInvocationIdContextTriggerValue[Halves],
        MethodTakesInvocationInvocationIdContextAttempt[Halves],
        MethodTakesInvocationInvocationIdArgsRequest[Halves],
        MethodTakesInvocationInvocationIdArgsTriggerValue[Halves],
        MethodTakesInvocationInvocationIdArgsAttempt[Halves],
        MethodTakesInvocationInvocationIdRequestTriggerValue[Halves],
        MethodTakesInvocationInvocationIdRequestAttempt[Halves],
        MethodTakesInvocationInvocationIdTriggerValueAttempt[Halves],
        MethodTakesInvocationContextArgsRequest[Halves],
        MethodTakesInvocationContextArgsTriggerValue[Halves],
        MethodTakesInvocationContextArgsAttempt[Halves],
        MethodTakesInvocationContextRequestTriggerValue[Halves],
        MethodTakesInvocationContextRequestAttempt[Halves],
        MethodTakesInvocationContextTriggerValueAttempt[Halves],
        MethodTakesInvocationArgsRequestTriggerValue[Halves],
        MethodTakesInvocationArgsRequestAttempt[Halves],
        MethodTakesInvocationArgsTriggerValueAttempt[Halves],
        MethodTakesInvocationRequestTriggerValueAttempt[Halves],
        MethodTakesFunctionInvocationIdContextArgs[Halves],
        MethodTakesFunctionInvocationIdContextRequest[Halves],
        MethodTakesFunctionInvocationIdContextTriggerValue[Halves],
        MethodTakesFunctionInvocationIdContextAttempt[Halves],
        MethodTakesFunctionInvocationIdArgsRequest[Halves],
        MethodTakesFunctionInvocationIdArgsTriggerValue[Halves],
        MethodTakesFunctionInvocationIdArgsAttempt[Halves],
        MethodTakesFunctionInvocationIdRequestTriggerValue[Halves],
        MethodTakesFunctionInvocationIdRequestAttempt[Halves],
        MethodTakesFunctionInvocationIdTriggerValueAttempt[Halves],
        MethodTakesFunctionContextArgsRequest[Halves],
        MethodTakesFunctionContextArgsTriggerValue[Halves],
        MethodTakesFunctionContextArgsAttempt[Halves],
        MethodTakesFunctionContextRequestTriggerValue[Halves],
        MethodTakesFunctionContextRequestAttempt[Halves],
        MethodTakesFunctionContextTriggerValueAttempt[Halves],
        MethodTakesFunctionArgsRequestTriggerValue[Halves],
        MethodTakesFunctionArgsRequestAttempt[Halves],
        MethodTakesFunctionArgsTriggerValueAttempt[Halves],
        MethodTakesFunctionRequestTriggerValueAttempt[Halves],
        MethodTakesInvocationIdContextArgsRequest[Halves],
        MethodTakesInvocationIdContextArgsTriggerValue[Halves],
        MethodTakesInvocationIdContextArgsAttempt[Halves],
        MethodTakesInvocationIdContextRequestTriggerValue[Halves],
        MethodTakesInvocationIdContextRequestAttempt[Halves],
        MethodTakesInvocationIdContextTriggerValueAttempt[Halves],
        MethodTakesInvocationIdArgsRequestTriggerValue[Halves],
        MethodTakesInvocationIdArgsRequestAttempt[Halves],
        MethodTakesInvocationIdArgsTriggerValueAttempt[Halves],
        MethodTakesInvocationIdRequestTriggerValueAttempt[Halves],
        MethodTakesContextArgsRequestTriggerValue[Halves],
        MethodTakesContextArgsRequestAttempt[Halves],
        MethodTakesContextArgsTriggerValueAttempt[Halves],
        MethodTakesContextRequestTriggerValueAttempt[Halves],
        MethodTakesArgsRequestTriggerValueAttempt[Halves],
        MethodTakesInvocationAndMore[Halves],
        MethodTakesFunctionAndMore[Halves],
        MethodTakesInvocationIdAndMore[Halves],
        MethodTakesContextAndMore[Halves],
        MethodTakesArgsAndMore[Halves],
        MethodTakesRequestAndMore[Halves],
        MethodTakesTriggerValueAndMore[Halves],
        MethodTakesAttemptAndMore[Halves],
        TakesNothing[Halves],
        TakesInvocation[Halves],
        TakesFunction[Halves],
        TakesInvocationId[Halves],
        TakesContext[Halves],
        TakesArgs[Halves],
        TakesRequest[Halves],
        TakesTriggerValue[Halves],
        TakesAttempt[Halves],
        TakesInvocationFunction[Halves],
        TakesFunctionInvocation[Halves],
        TakesInvocationInvocationId[Halves],
        TakesInvocationIdInvocation[Halves],
        TakesInvocationContext[Halves],
        TakesContextInvocation[Halves],
        TakesInvocationArgs[Halves],
        TakesArgsInvocation[Halves],
        TakesInvocationRequest[Halves],
        TakesRequestInvocation[Halves],
        TakesInvocationTriggerValue[Halves],
        TakesTriggerValueInvocation[Halves],
        TakesInvocationAttempt[Halves],
        TakesAttemptInvocation[Halves],
        TakesFunctionInvocationId[Halves],
        TakesInvocationIdFunction[Halves],
        TakesFunctionContext[Halves],
        TakesContextFunction[Halves],
        TakesFunctionArgs[Halves],
        TakesArgsFunction[Halves],
        TakesFunctionRequest[Halves],
        TakesRequestFunction[Halves],
        TakesFunctionTriggerValue[Halves],
        TakesTriggerValueFunction[Halves],
        TakesFunctionAttempt[Halves],
        TakesAttemptFunction[Halves],
        TakesInvocationIdContext[Halves],
        TakesContextInvocationId[Halves],
        TakesInvocationIdArgs[Halves],
        TakesArgsInvocationId[Halves],
        TakesInvocationIdRequest[Halves],
        TakesRequestInvocationId[Halves],
        TakesInvocationIdTriggerValue[Halves],
        TakesTriggerValueInvocationId[Halves],
        TakesInvocationIdAttempt[Halves],
        TakesAttemptInvocationId[Halves],
        TakesContextArgs[Halves],
        TakesArgsContext[Halves],
        TakesContextRequest[Halves],
        TakesRequestContext[Halves],
        TakesContextTriggerValue[Halves],
        TakesTriggerValueContext[Halves],
        TakesContextAttempt[Halves],
        TakesAttemptContext[Halves],
        TakesArgsRequest[Halves],
        TakesRequestArgs[Halves],
        TakesArgsTriggerValue[Halves],
        TakesTriggerValueArgs[Halves],
        TakesArgsAttempt[Halves],
        TakesAttemptArgs[Halves],
        TakesRequestTriggerValue[Halves],
        TakesTriggerValueRequest[Halves],
        TakesRequestAttempt[Halves],
        TakesAttemptRequest[Halves],
        TakesTriggerValueAttempt[Halves],
        TakesAttemptTriggerValue[Halves],
        TakesInvocationFunctionInvocationId[Halves],
        TakesInvocationFunctionContext[Halves],
        TakesInvocationFunctionArgs[Halves],
        TakesInvocationFunctionRequest[Halves],
        TakesInvocationFunctionTriggerValue[Halves],
        TakesInvocationFunctionAttempt[Halves],
        TakesInvocationInvocationIdContext[Halves],
        TakesInvocationInvocationIdArgs[Halves],
        TakesInvocationInvocationIdRequest[Halves],
        TakesInvocationInvocationIdTriggerValue[Halves],
        TakesInvocationInvocationIdAttempt[Halves],
        TakesInvocationContextArgs[Halves],
        TakesInvocationContextRequest[Halves],
        TakesInvocationContextTriggerValue[Halves],
        TakesInvocationContextAttempt[Halves],
        TakesInvocationArgsRequest[Halves],
        TakesInvocationArgsTriggerValue[Halves],
        TakesInvocationArgsAttempt[Halves],
        TakesInvocationRequestTriggerValue[Halves],
        TakesInvocationRequestAttempt[Halves],
        TakesInvocationTriggerValueAttempt[Halves],
        TakesFunctionInvocationIdContext[Halves],
        TakesFunctionInvocationIdArgs[Halves],
        TakesFunctionInvocationIdRequest[Halves],
        TakesFunctionInvocationIdTriggerValue[Halves],
        TakesFunctionInvocationIdAttempt[Halves],
        TakesFunctionContextArgs[Halves],
        TakesFunctionContextRequest[Halves],
        TakesFunctionContextTriggerValue[Halves],
        TakesFunctionContextAttempt[Halves],
        TakesFunctionArgsRequest[Halves],
        TakesFunctionArgsTriggerValue[Halves],
        TakesFunctionArgsAttempt[Halves],
        TakesFunctionRequestTriggerValue[Halves],
        TakesFunctionRequestAttempt[Halves],
        TakesFunctionTriggerValueAttempt[Halves],
        TakesInvocationIdContextArgs[Halves],
        TakesInvocationIdContextRequest[Halves],
        TakesInvocationIdContextTriggerValue[Halves],
        TakesInvocationIdContextAttempt[Halves],
        TakesInvocationIdArgsRequest[Halves],
        TakesInvocationIdArgsTriggerValue[Halves],
        TakesInvocationIdArgsAttempt[Halves],
        TakesInvocationIdRequestTriggerValue[Halves],
        TakesInvocationIdRequestAttempt[Halves],
        TakesInvocationIdTriggerValueAttempt[Halves],
        TakesContextArgsRequest[Halves],
        TakesContextArgsTriggerValue[Halves],
        TakesContextArgsAttempt[Halves],
        TakesContextRequestTriggerValue[Halves],
        TakesContextRequestAttempt[Halves],
        TakesContextTriggerValueAttempt[Halves],
        TakesArgsRequestTriggerValue[Halves],
        TakesArgsRequestAttempt[Halves],
        TakesArgsTriggerValueAttempt[Halves],
        TakesRequestTriggerValueAttempt[Halves],
        TakesInvocationFunctionInvocationIdContext[Halves],
        TakesInvocationFunctionInvocationIdArgs[Halves],
        TakesInvocationFunctionInvocationIdRequest[Halves],
        TakesInvocationFunctionInvocationIdTriggerValue[Halves],
        TakesInvocationFunctionInvocationIdAttempt[Halves],
        TakesInvocationFunctionContextArgs[Halves],
        TakesInvocationFunctionContextRequest[Halves],
        TakesInvocationFunctionContextTriggerValue[Halves],
        TakesInvocationFunctionContextAttempt[Halves],
        TakesInvocationFunctionArgsRequest[Halves],
        TakesInvocationFunctionArgsTriggerValue[Halves],
        TakesInvocationFunctionArgsAttempt[Halves],
        TakesInvocationFunctionRequestTriggerValue[Halves],
        TakesInvocationFunctionRequestAttempt[Halves],
        TakesInvocationFunctionTriggerValueAttempt[Halves],
        TakesInvocationInvocationIdContextArgs[Halves],
        TakesInvocationInvocationIdContextRequest[Halves],
        TakesInvocationInvocationIdContextTriggerValue[Halves],
        TakesInvocationInvocationIdContextAttempt[Halves],
        TakesInvocationInvocationIdArgsRequest[Halves],
        TakesInvocationInvocationIdArgsTriggerValue[Halves],
        TakesInvocationInvocationIdArgsAttempt[Halves],
        TakesInvocationInvocationIdRequestTriggerValue[Halves],
        TakesInvocationInvocationIdRequestAttempt[Halves],
        TakesInvocationInvocationIdTriggerValueAttempt[Halves],
        TakesInvocationContextArgsRequest[Halves],
        TakesInvocationContextArgsTriggerValue[Halves],
        TakesInvocationContextArgsAttempt[Halves],
        TakesInvocationContextRequestTriggerValue[Halves],
        TakesInvocationContextRequestAttempt[Halves],
        TakesInvocationContextTriggerValueAttempt[Halves],
        TakesInvocationArgsRequestTriggerValue[Halves],
        TakesInvocationArgsRequestAttempt[Halves],
        TakesInvocationArgsTriggerValueAttempt[Halves],
        TakesInvocationRequestTriggerValueAttempt[Halves],
        TakesFunctionInvocationIdContextArgs[Halves],
        TakesFunctionInvocationIdContextRequest[Halves],
        TakesFunctionInvocationIdContextTriggerValue[Halves],
        TakesFunctionInvocationIdContextAttempt[Halves],
        TakesFunctionInvocationIdArgsRequest[Halves],
        TakesFunctionInvocationIdArgsTriggerValue[Halves],
        TakesFunctionInvocationIdArgsAttempt[Halves],
        TakesFunctionInvocationIdRequestTriggerValue[Halves],
        TakesFunctionInvocationIdRequestAttempt[Halves],
        TakesFunctionInvocationIdTriggerValueAttempt[Halves],
        TakesFunctionContextArgsRequest[Halves],
        TakesFunctionContextArgsTriggerValue[Halves],
        TakesFunctionContextArgsAttempt[Halves],
        TakesFunctionContextRequestTriggerValue[Halves],
        TakesFunctionContextRequestAttempt[Halves],
        TakesFunctionContextTriggerValueAttempt[Halves],
        TakesFunctionArgsRequestTriggerValue[Halves],
        TakesFunctionArgsRequestAttempt[Halves],
        TakesFunctionArgsTriggerValueAttempt[Halves],
        TakesFunctionRequestTriggerValueAttempt[Halves],
        TakesInvocationIdContextArgsRequest[Halves],
        TakesInvocationIdContextArgsTriggerValue[Halves],
        TakesInvocationIdContextArgsAttempt[Halves],
        TakesInvocationIdContextRequestTriggerValue[Halves],
        TakesInvocationIdContextRequestAttempt[Halves],
        TakesInvocationIdContextTriggerValueAttempt[Halves],
        TakesInvocationIdArgsRequestTriggerValue[Halves],
        TakesInvocationIdArgsRequestAttempt[Halves],
        TakesInvocationIdArgsTriggerValueAttempt[Halves],
        TakesInvocationIdRequestTriggerValueAttempt[Halves],
        TakesContextArgsRequestTriggerValue[Halves],
        TakesContextArgsRequestAttempt[Halves],
        TakesContextArgsTriggerValueAttempt[Halves],
        TakesContextRequestTriggerValueAttempt[Halves],
        TakesArgsRequestTriggerValueAttempt[Halves],
        TakesInvocationAndMore[Halves],
        TakesFunctionAndMore[Halves],
        TakesInvocationIdAndMore[Halves],
        TakesContextAndMore[Halves],
        TakesArgsAndMore[Halves],
        TakesRequestAndMore[Halves],
        TakesTriggerValueAndMore[Halves],
        TakesAttemptAndMore[Halves],
        staticmethod[..., Halves],
        classmethod[Any, ..., Halves],
    ],
)

AppHook = TypeVar(
    "AppHook",
    bound=Union[
        TakesNothing[Nothing],
        TakesApp[Nothing],
    ],
)

LoadHook = TypeVar(
    "LoadHook",
    bound=Union[
        TakesNothing[None],
        TakesFunction[None],
    ],
)

PreHook = TypeVar(
    "PreHook",
    bound=Union[
        TakesNothing[Nothing],
        TakesInvocation[Nothing],
        TakesFunction[Nothing],
        TakesInvocationId[Nothing],
        TakesContext[Nothing],
        TakesArgs[Nothing],
        TakesRequest[Nothing],
        TakesTriggerValue[Nothing],
        TakesAttempt[Nothing],
        TakesInvocationFunction[Nothing],
        TakesFunctionInvocation[Nothing],
        TakesInvocationInvocationId[Nothing],
        TakesInvocationIdInvocation[Nothing],
        TakesInvocationContext[Nothing],
        TakesContextInvocation[Nothing],
        TakesInvocationArgs[Nothing],
        TakesArgsInvocation[Nothing],
        TakesInvocationRequest[Nothing],
        TakesRequestInvocation[Nothing],
        TakesInvocationTriggerValue[Nothing],
        TakesTriggerValueInvocation[Nothing],
        TakesInvocationAttempt[Nothing],
        TakesAttemptInvocation[Nothing],
        TakesFunctionInvocationId[Nothing],
        TakesInvocationIdFunction[Nothing],
        TakesFunctionContext[Nothing],
        TakesContextFunction[Nothing],
        TakesFunctionArgs[Nothing],
        TakesArgsFunction[Nothing],
        TakesFunctionRequest[Nothing],
        TakesRequestFunction[Nothing],
        TakesFunctionTriggerValue[Nothing],
        TakesTriggerValueFunction[Nothing],
        TakesFunctionAttempt[Nothing],
        TakesAttemptFunction[Nothing],
        TakesInvocationIdContext[Nothing],
        TakesContextInvocationId[Nothing],
        TakesInvocationIdArgs[Nothing],
        TakesArgsInvocationId[Nothing],
        TakesInvocationIdRequest[Nothing],
        TakesRequestInvocationId[Nothing],
        TakesInvocationIdTriggerValue[Nothing],
        TakesTriggerValueInvocationId[Nothing],
        TakesInvocationIdAttempt[Nothing],
        TakesAttemptInvocationId[Nothing],
        TakesContextArgs[Nothing],
        TakesArgsContext[Nothing],
        TakesContextRequest[Nothing],
        TakesRequestContext[Nothing],
        TakesContextTriggerValue[Nothing],
        TakesTriggerValueContext[Nothing],
        TakesContextAttempt[Nothing],
        TakesAttemptContext[Nothing],
        TakesArgsRequest[Nothing],
        TakesRequestArgs[Nothing],
        TakesArgsTriggerValue[Nothing],
        TakesTriggerValueArgs[Nothing],
        TakesArgsAttempt[Nothing],
        TakesAttemptArgs[Nothing],
        TakesRequestTriggerValue[Nothing],
        TakesTriggerValueRequest[Nothing],
        TakesRequestAttempt[Nothing],
        TakesAttemptRequest[Nothing],
        TakesTriggerValueAttempt[Nothing],
        TakesAttemptTriggerValue[Nothing],
        TakesInvocationFunctionInvocationId[Nothing],
        TakesInvocationFunctionContext[Nothing],
        TakesInvocationFunctionArgs[Nothing],
        TakesInvocationFunctionRequest[Nothing],
        TakesInvocationFunctionTriggerValue[Nothing],
        TakesInvocationFunctionAttempt[Nothing],
        TakesInvocationInvocationIdContext[Nothing],
        TakesInvocationInvocationIdArgs[Nothing],
        TakesInvocationInvocationIdRequest[Nothing],
        TakesInvocationInvocationIdTriggerValue[Nothing],
        TakesInvocationInvocationIdAttempt[Nothing],
        TakesInvocationContextArgs[Nothing],
        TakesInvocationContextRequest[Nothing],
        TakesInvocationContextTriggerValue[Nothing],
        TakesInvocationContextAttempt[Nothing],
        TakesInvocationArgsRequest[Nothing],
        TakesInvocationArgsTriggerValue[Nothing],
        TakesInvocationArgsAttempt[Nothing],
        TakesInvocationRequestTriggerValue[Nothing],
        TakesInvocationRequestAttempt[Nothing],
        TakesInvocationTriggerValueAttempt[Nothing],
        TakesFunctionInvocationIdContext[Nothing],
        TakesFunctionInvocationIdArgs[Nothing],
        TakesFunctionInvocationIdRequest[Nothing],
        TakesFunctionInvocationIdTriggerValue[Nothing],
        TakesFunctionInvocationIdAttempt[Nothing],
        TakesFunctionContextArgs[Nothing],
        TakesFunctionContextRequest[Nothing],
        TakesFunctionContextTriggerValue[Nothing],
        TakesFunctionContextAttempt[Nothing],
        TakesFunctionArgsRequest[Nothing],
        TakesFunctionArgsTriggerValue[Nothing],
        TakesFunctionArgsAttempt[Nothing],
        TakesFunctionRequestTriggerValue[Nothing],
        TakesFunctionRequestAttempt[Nothing],
        TakesFunctionTriggerValueAttempt[Nothing],
        TakesInvocationIdContextArgs[Nothing],
        TakesInvocationIdContextRequest[Nothing],
        TakesInvocationIdContextTriggerValue[Nothing],
        TakesInvocationIdContextAttempt[Nothing],
        TakesInvocationIdArgsRequest[Nothing],
        TakesInvocationIdArgsTriggerValue[Nothing],
        TakesInvocationIdArgsAttempt[Nothing],
        TakesInvocationIdRequestTriggerValue[Nothing],
        TakesInvocationIdRequestAttempt[Nothing],
        TakesInvocationIdTriggerValueAttempt[Nothing],
        TakesContextArgsRequest[Nothing],
        TakesContextArgsTriggerValue[Nothing],
        TakesContextArgsAttempt[Nothing],
        TakesContextRequestTriggerValue[Nothing],
        TakesContextRequestAttempt[Nothing],
        TakesContextTriggerValueAttempt[Nothing],
        TakesArgsRequestTriggerValue[Nothing],
        TakesArgsRequestAttempt[Nothing],
        TakesArgsTriggerValueAttempt[Nothing],
        TakesRequestTriggerValueAttempt[Nothing],
        TakesInvocationFunctionInvocationIdContext[Nothing],
        TakesInvocationFunctionInvocationIdArgs[Nothing],
        TakesInvocationFunctionInvocationIdRequest[Nothing],
        TakesInvocationFunctionInvocationIdTriggerValue[Nothing],
        TakesInvocationFunctionInvocationIdAttempt[Nothing],
        TakesInvocationFunctionContextArgs[Nothing],
        TakesInvocationFunctionContextRequest[Nothing],
        TakesInvocationFunctionContextTriggerValue[Nothing],
        TakesInvocationFunctionContextAttempt[Nothing],
        TakesInvocationFunctionArgsRequest[Nothing],
        TakesInvocationFunctionArgsTriggerValue[Nothing],
        TakesInvocationFunctionArgsAttempt[Nothing],
        TakesInvocationFunctionRequestTriggerValue[Nothing],
        TakesInvocationFunctionRequestAttempt[Nothing],
        TakesInvocationFunctionTriggerValueAttempt[Nothing],
        TakesInvocationInvocationIdContextArgs[Nothing],
        TakesInvocationInvocationIdContextRequest[Nothing],
        TakesInvocationInvocationIdContextTriggerValue[Nothing],
        TakesInvocationInvocationIdContextAttempt[Nothing],
        TakesInvocationInvocationIdArgsRequest[Nothing],
        TakesInvocationInvocationIdArgsTriggerValue[Nothing],
        TakesInvocationInvocationIdArgsAttempt[Nothing],
        TakesInvocationInvocationIdRequestTriggerValue[Nothing],
        TakesInvocationInvocationIdRequestAttempt[Nothing],
        TakesInvocationInvocationIdTriggerValueAttempt[Nothing],
        TakesInvocationContextArgsRequest[Nothing],
        TakesInvocationContextArgsTriggerValue[Nothing],
        TakesInvocationContextArgsAttempt[Nothing],
        TakesInvocationContextRequestTriggerValue[Nothing],
        TakesInvocationContextRequestAttempt[Nothing],
        TakesInvocationContextTriggerValueAttempt[Nothing],
        TakesInvocationArgsRequestTriggerValue[Nothing],
        TakesInvocationArgsRequestAttempt[Nothing],
        TakesInvocationArgsTriggerValueAttempt[Nothing],
        TakesInvocationRequestTriggerValueAttempt[Nothing],
        TakesFunctionInvocationIdContextArgs[Nothing],
        TakesFunctionInvocationIdContextRequest[Nothing],
        TakesFunctionInvocationIdContextTriggerValue[Nothing],
        TakesFunctionInvocationIdContextAttempt[Nothing],
        TakesFunctionInvocationIdArgsRequest[Nothing],
        TakesFunctionInvocationIdArgsTriggerValue[Nothing],
        TakesFunctionInvocationIdArgsAttempt[Nothing],
        TakesFunctionInvocationIdRequestTriggerValue[Nothing],
        TakesFunctionInvocationIdRequestAttempt[Nothing],
        TakesFunctionInvocationIdTriggerValueAttempt[Nothing],
        TakesFunctionContextArgsRequest[Nothing],
        TakesFunctionContextArgsTriggerValue[Nothing],
        TakesFunctionContextArgsAttempt[Nothing],
        TakesFunctionContextRequestTriggerValue[Nothing],
        TakesFunctionContextRequestAttempt[Nothing],
        TakesFunctionContextTriggerValueAttempt[Nothing],
        TakesFunctionArgsRequestTriggerValue[Nothing],
        TakesFunctionArgsRequestAttempt[Nothing],
        TakesFunctionArgsTriggerValueAttempt[Nothing],
        TakesFunctionRequestTriggerValueAttempt[Nothing],
        TakesInvocationIdContextArgsRequest[Nothing],
        TakesInvocationIdContextArgsTriggerValue[Nothing],
        TakesInvocationIdContextArgsAttempt[Nothing],
        TakesInvocationIdContextRequestTriggerValue[Nothing],
        TakesInvocationIdContextRequestAttempt[Nothing],
        TakesInvocationIdContextTriggerValueAttempt[Nothing],
        TakesInvocationIdArgsRequestTriggerValue[Nothing],
        TakesInvocationIdArgsRequestAttempt[Nothing],
        TakesInvocationIdArgsTriggerValueAttempt[Nothing],
        TakesInvocationIdRequestTriggerValueAttempt[Nothing],
        TakesContextArgsRequestTriggerValue[Nothing],
        TakesContextArgsRequestAttempt[Nothing],
        TakesContextArgsTriggerValueAttempt[Nothing],
        TakesContextRequestTriggerValueAttempt[Nothing],
        TakesArgsRequestTriggerValueAttempt[Nothing],
        TakesInvocationAndMore[Nothing],
        TakesFunctionAndMore[Nothing],
        TakesInvocationIdAndMore[Nothing],
        TakesContextAndMore[Nothing],
        TakesArgsAndMore[Nothing],
        TakesRequestAndMore[Nothing],
        TakesTriggerValueAndMore[Nothing],
        TakesAttemptAndMore[Nothing],
    ],
)

AroundHook = TypeVar(
    "AroundHook",
    bound=Union[
        TakesNothing[Halves],
        TakesInvocation[Halves],
        TakesFunction[Halves],
        TakesInvocationId[Halves],
        TakesContext[Halves],
        TakesArgs[Halves],
        TakesRequest[Halves],
        TakesTriggerValue[Halves],
        TakesAttempt[Halves],
        TakesInvocationFunction[Halves],
        TakesFunctionInvocation[Halves],
        TakesInvocationInvocationId[Halves],
        TakesInvocationIdInvocation[Halves],
        TakesInvocationContext[Halves],
        TakesContextInvocation[Halves],
        TakesInvocationArgs[Halves],
        TakesArgsInvocation[Halves],
        TakesInvocationRequest[Halves],
        TakesRequestInvocation[Halves],
        TakesInvocationTriggerValue[Halves],
        TakesTriggerValueInvocation[Halves],
        TakesInvocationAttempt[Halves],
        TakesAttemptInvocation[Halves],
        TakesFunctionInvocationId[Halves],
        TakesInvocationIdFunction[Halves],
        TakesFunctionContext[Halves],
        TakesContextFunction[Halves],
        TakesFunctionArgs[Halves],
        TakesArgsFunction[Halves],
        TakesFunctionRequest[Halves],
        TakesRequestFunction[Halves],
        TakesFunctionTriggerValue[Halves],
        TakesTriggerValueFunction[Halves],
        TakesFunctionAttempt[Halves],
        TakesAttemptFunction[Halves],
        TakesInvocationIdContext[Halves],
        TakesContextInvocationId[Halves],
        TakesInvocationIdArgs[Halves],
        TakesArgsInvocationId[Halves],
        TakesInvocationIdRequest[Halves],
        TakesRequestInvocationId[Halves],
        TakesInvocationIdTriggerValue[Halves],
        TakesTriggerValueInvocationId[Halves],
        TakesInvocationIdAttempt[Halves],
        TakesAttemptInvocationId[Halves],
        TakesContextArgs[Halves],
        TakesArgsContext[Halves],
        TakesContextRequest[Halves],
        TakesRequestContext[Halves],
        TakesContextTriggerValue[Halves],
        TakesTriggerValueContext[Halves],
        TakesContextAttempt[Halves],
        TakesAttemptContext[Halves],
        TakesArgsRequest[Halves],
        TakesRequestArgs[Halves],
        TakesArgsTriggerValue[Halves],
        TakesTriggerValueArgs[Halves],
        TakesArgsAttempt[Halves],
        TakesAttemptArgs[Halves],
        TakesRequestTriggerValue[Halves],
        TakesTriggerValueRequest[Halves],
        TakesRequestAttempt[Halves],
        TakesAttemptRequest[Halves],
        TakesTriggerValueAttempt[Halves],
        TakesAttemptTriggerValue[Halves],
        TakesInvocationFunctionInvocationId[Halves],
        TakesInvocationFunctionContext[Halves],
        TakesInvocationFunctionArgs[Halves],
        TakesInvocationFunctionRequest[Halves],
        TakesInvocationFunctionTriggerValue[Halves],
        TakesInvocationFunctionAttempt[Halves],
        TakesInvocationInvocationIdContext[Halves],
        TakesInvocationInvocationIdArgs[Halves],
        TakesInvocationInvocationIdRequest[Halves],
        TakesInvocationInvocationIdTriggerValue[Halves],
        TakesInvocationInvocationIdAttempt[Halves],
        TakesInvocationContextArgs[Halves],
        TakesInvocationContextRequest[Halves],
        TakesInvocationContextTriggerValue[Halves],
        TakesInvocationContextAttempt[Halves],
        TakesInvocationArgsRequest[Halves],
        TakesInvocationArgsTriggerValue[Halves],
        TakesInvocationArgsAttempt[Halves],
        TakesInvocationRequestTriggerValue[Halves],
        TakesInvocationRequestAttempt[Halves],
        TakesInvocationTriggerValueAttempt[Halves],
        TakesFunctionInvocationIdContext[Halves],
        TakesFunctionInvocationIdArgs[Halves],
        TakesFunctionInvocationIdRequest[Halves],
        TakesFunctionInvocationIdTriggerValue[Halves],
        TakesFunctionInvocationIdAttempt[Halves],
        TakesFunctionContextArgs[Halves],
        TakesFunctionContextRequest[Halves],
        TakesFunctionContextTriggerValue[Halves],
        TakesFunctionContextAttempt[Halves],
        TakesFunctionArgsRequest[Halves],
        TakesFunctionArgsTriggerValue[Halves],
        TakesFunctionArgsAttempt[Halves],
        TakesFunctionRequestTriggerValue[Halves],
        TakesFunctionRequestAttempt[Halves],
        TakesFunctionTriggerValueAttempt[Halves],
        TakesInvocationIdContextArgs[Halves],
        TakesInvocationIdContextRequest[Halves],
        TakesInvocationIdContextTriggerValue[Halves],
        TakesInvocationIdContextAttempt[Halves],
        TakesInvocationIdArgsRequest[Halves],
        TakesInvocationIdArgsTriggerValue[Halves],
        TakesInvocationIdArgsAttempt[Halves],
        TakesInvocationIdRequestTriggerValue[Halves],
        TakesInvocationIdRequestAttempt[Halves],
        TakesInvocationIdTriggerValueAttempt[Halves],
        TakesContextArgsRequest[Halves],
        TakesContextArgsTriggerValue[Halves],
        TakesContextArgsAttempt[Halves],
        TakesContextRequestTriggerValue[Halves],
        TakesContextRequestAttempt[Halves],
        TakesContextTriggerValueAttempt[Halves],
        TakesArgsRequestTriggerValue[Halves],
        TakesArgsRequestAttempt[Halves],
        TakesArgsTriggerValueAttempt[Halves],
        TakesRequestTriggerValueAttempt[Halves],
        TakesInvocationFunctionInvocationIdContext[Halves],
        TakesInvocationFunctionInvocationIdArgs[Halves],
        TakesInvocationFunctionInvocationIdRequest[Halves],
        TakesInvocationFunctionInvocationIdTriggerValue[Halves],
        TakesInvocationFunctionInvocationIdAttempt[Halves],
        TakesInvocationFunctionContextArgs[Halves],
        TakesInvocationFunctionContextRequest[Halves],
        TakesInvocationFunctionContextTriggerValue[Halves],
        TakesInvocationFunctionContextAttempt[Halves],
        TakesInvocationFunctionArgsRequest[Halves],
        TakesInvocationFunctionArgsTriggerValue[Halves],
        TakesInvocationFunctionArgsAttempt[Halves],
        TakesInvocationFunctionRequestTriggerValue[Halves],
        TakesInvocationFunctionRequestAttempt[Halves],
        TakesInvocationFunctionTriggerValueAttempt[Halves],
        TakesInvocationInvocationIdContextArgs[Halves],
        TakesInvocationInvocationIdContextRequest[Halves],
        TakesInvocationInvocationIdContextTriggerValue[Halves],
        TakesInvocationInvocationIdContextAttempt[Halves],
        TakesInvocationInvocationIdArgsRequest[Halves],
        TakesInvocationInvocationIdArgsTriggerValue[Halves],
        TakesInvocationInvocationIdArgsAttempt[Halves],
        TakesInvocationInvocationIdRequestTriggerValue[Halves],
        TakesInvocationInvocationIdRequestAttempt[Halves],
        TakesInvocationInvocationIdTriggerValueAttempt[Halves],
        TakesInvocationContextArgsRequest[Halves],
        TakesInvocationContextArgsTriggerValue[Halves],
        TakesInvocationContextArgsAttempt[Halves],
        TakesInvocationContextRequestTriggerValue[Halves],
        TakesInvocationContextRequestAttempt[Halves],
        TakesInvocationContextTriggerValueAttempt[Halves],
        TakesInvocationArgsRequestTriggerValue[Halves],
        TakesInvocationArgsRequestAttempt[Halves],
        TakesInvocationArgsTriggerValueAttempt[Halves],
        TakesInvocationRequestTriggerValueAttempt[Halves],
        TakesFunctionInvocationIdContextArgs[Halves],
        TakesFunctionInvocationIdContextRequest[Halves],
        TakesFunctionInvocationIdContextTriggerValue[Halves],
        TakesFunctionInvocationIdContextAttempt[Halves],
        TakesFunctionInvocationIdArgsRequest[Halves],
        TakesFunctionInvocationIdArgsTriggerValue[Halves],
        TakesFunctionInvocationIdArgsAttempt[Halves],
        TakesFunctionInvocationIdRequestTriggerValue[Halves],
        TakesFunctionInvocationIdRequestAttempt[Halves],
        TakesFunctionInvocationIdTriggerValueAttempt[Halves],
        TakesFunctionContextArgsRequest[Halves],
        TakesFunctionContextArgsTriggerValue[Halves],
        TakesFunctionContextArgsAttempt[Halves],
        TakesFunctionContextRequestTriggerValue[Halves],
        TakesFunctionContextRequestAttempt[Halves],
        TakesFunctionContextTriggerValueAttempt[Halves],
        TakesFunctionArgsRequestTriggerValue[Halves],
        TakesFunctionArgsRequestAttempt[Halves],
        TakesFunctionArgsTriggerValueAttempt[Halves],
        TakesFunctionRequestTriggerValueAttempt[Halves],
        TakesInvocationIdContextArgsRequest[Halves],
        TakesInvocationIdContextArgsTriggerValue[Halves],
        TakesInvocationIdContextArgsAttempt[Halves],
        TakesInvocationIdContextRequestTriggerValue[Halves],
        TakesInvocationIdContextRequestAttempt[Halves],
        TakesInvocationIdContextTriggerValueAttempt[Halves],
        TakesInvocationIdArgsRequestTriggerValue[Halves],
        TakesInvocationIdArgsRequestAttempt[Halves],
        TakesInvocationIdArgsTriggerValueAttempt[Halves],
        TakesInvocationIdRequestTriggerValueAttempt[Halves],
        TakesContextArgsRequestTriggerValue[Halves],
        TakesContextArgsRequestAttempt[Halves],
        TakesContextArgsTriggerValueAttempt[Halves],
        TakesContextRequestTriggerValueAttempt[Halves],
        TakesArgsRequestTriggerValueAttempt[Halves],
        TakesInvocationAndMore[Halves],
        TakesFunctionAndMore[Halves],
        TakesInvocationIdAndMore[Halves],
        TakesContextAndMore[Halves],
        TakesArgsAndMore[Halves],
        TakesRequestAndMore[Halves],
        TakesTriggerValueAndMore[Halves],
        TakesAttemptAndMore[Halves],
    ],
)

PostHook = TypeVar(
    "PostHook",
    bound=Union[
        TakesNothing[Nothing],
        TakesInvocation[Nothing],
        TakesOutcome[Nothing],
        TakesFunction[Nothing],
        TakesInvocationId[Nothing],
        TakesContext[Nothing],
        TakesReadArgs[Nothing],
        TakesRequest[Nothing],
        TakesTriggerValue[Nothing],
        TakesAttempt[Nothing],
        TakesValue[Nothing],
        TakesError[Nothing],
        TakesElapsed[Nothing],
        TakesInvocationOutcome[Nothing],
        TakesOutcomeInvocation[Nothing],
        TakesInvocationFunction[Nothing],
        TakesFunctionInvocation[Nothing],
        TakesInvocationInvocationId[Nothing],
        TakesInvocationIdInvocation[Nothing],
        TakesInvocationContext[Nothing],
        TakesContextInvocation[Nothing],
        TakesInvocationReadArgs[Nothing],
        TakesReadArgsInvocation[Nothing],
        TakesInvocationRequest[Nothing],
        TakesRequestInvocation[Nothing],
        TakesInvocationTriggerValue[Nothing],
        TakesTriggerValueInvocation[Nothing],
        TakesInvocationAttempt[Nothing],
        TakesAttemptInvocation[Nothing],
        TakesInvocationValue[Nothing],
        TakesValueInvocation[Nothing],
        TakesInvocationError[Nothing],
        TakesErrorInvocation[Nothing],
        TakesInvocationElapsed[Nothing],
        TakesElapsedInvocation[Nothing],
        TakesOutcomeFunction[Nothing],
        TakesFunctionOutcome[Nothing],
        TakesOutcomeInvocationId[Nothing],
        TakesInvocationIdOutcome[Nothing],
        TakesOutcomeContext[Nothing],
        TakesContextOutcome[Nothing],
        TakesOutcomeReadArgs[Nothing],
        TakesReadArgsOutcome[Nothing],
        TakesOutcomeRequest[Nothing],
        TakesRequestOutcome[Nothing],
        TakesOutcomeTriggerValue[Nothing],
        TakesTriggerValueOutcome[Nothing],
        TakesOutcomeAttempt[Nothing],
        TakesAttemptOutcome[Nothing],
        TakesOutcomeValue[Nothing],
        TakesValueOutcome[Nothing],
        TakesOutcomeError[Nothing],
        TakesErrorOutcome[Nothing],
        TakesOutcomeElapsed[Nothing],
        TakesElapsedOutcome[Nothing],
        TakesFunctionInvocationId[Nothing],
        TakesInvocationIdFunction[Nothing],
        TakesFunctionContext[Nothing],
        TakesContextFunction[Nothing],
        TakesFunctionReadArgs[Nothing],
        TakesReadArgsFunction[Nothing],
        TakesFunctionRequest[Nothing],
        TakesRequestFunction[Nothing],
        TakesFunctionTriggerValue[Nothing],
        TakesTriggerValueFunction[Nothing],
        TakesFunctionAttempt[Nothing],
        TakesAttemptFunction[Nothing],
        TakesFunctionValue[Nothing],
        TakesValueFunction[Nothing],
        TakesFunctionError[Nothing],
        TakesErrorFunction[Nothing],
        TakesFunctionElapsed[Nothing],
        TakesElapsedFunction[Nothing],
        TakesInvocationIdContext[Nothing],
        TakesContextInvocationId[Nothing],
        TakesInvocationIdReadArgs[Nothing],
        TakesReadArgsInvocationId[Nothing],
        TakesInvocationIdRequest[Nothing],
        TakesRequestInvocationId[Nothing],
        TakesInvocationIdTriggerValue[Nothing],
        TakesTriggerValueInvocationId[Nothing],
        TakesInvocationIdAttempt[Nothing],
        TakesAttemptInvocationId[Nothing],
        TakesInvocationIdValue[Nothing],
        TakesValueInvocationId[Nothing],
        TakesInvocationIdError[Nothing],
        TakesErrorInvocationId[Nothing],
        TakesInvocationIdElapsed[Nothing],
        TakesElapsedInvocationId[Nothing],
        TakesContextReadArgs[Nothing],
        TakesReadArgsContext[Nothing],
        TakesContextRequest[Nothing],
        TakesRequestContext[Nothing],
        TakesContextTriggerValue[Nothing],
        TakesTriggerValueContext[Nothing],
        TakesContextAttempt[Nothing],
        TakesAttemptContext[Nothing],
        TakesContextValue[Nothing],
        TakesValueContext[Nothing],
        TakesContextError[Nothing],
        TakesErrorContext[Nothing],
        TakesContextElapsed[Nothing],
        TakesElapsedContext[Nothing],
        TakesReadArgsRequest[Nothing],
        TakesRequestReadArgs[Nothing],
        TakesReadArgsTriggerValue[Nothing],
        TakesTriggerValueReadArgs[Nothing],
        TakesReadArgsAttempt[Nothing],
        TakesAttemptReadArgs[Nothing],
        TakesReadArgsValue[Nothing],
        TakesValueReadArgs[Nothing],
        TakesReadArgsError[Nothing],
        TakesErrorReadArgs[Nothing],
        TakesReadArgsElapsed[Nothing],
        TakesElapsedReadArgs[Nothing],
        TakesRequestTriggerValue[Nothing],
        TakesTriggerValueRequest[Nothing],
        TakesRequestAttempt[Nothing],
        TakesAttemptRequest[Nothing],
        TakesRequestValue[Nothing],
        TakesValueRequest[Nothing],
        TakesRequestError[Nothing],
        TakesErrorRequest[Nothing],
        TakesRequestElapsed[Nothing],
        TakesElapsedRequest[Nothing],
        TakesTriggerValueAttempt[Nothing],
        TakesAttemptTriggerValue[Nothing],
        TakesTriggerValueValue[Nothing],
        TakesValueTriggerValue[Nothing],
        TakesTriggerValueError[Nothing],
        TakesErrorTriggerValue[Nothing],
        TakesTriggerValueElapsed[Nothing],
        TakesElapsedTriggerValue[Nothing],
        TakesAttemptValue[Nothing],
        TakesValueAttempt[Nothing],
        TakesAttemptError[Nothing],
        TakesErrorAttempt[Nothing],
        TakesAttemptElapsed[Nothing],
        TakesElapsedAttempt[Nothing],
        TakesValueError[Nothing],
        TakesErrorValue[Nothing],
        TakesValueElapsed[Nothing],
        TakesElapsedValue[Nothing],
        TakesErrorElapsed[Nothing],
        TakesElapsedError[Nothing],
        TakesInvocationOutcomeFunction[Nothing],
        TakesInvocationOutcomeInvocationId[Nothing],
        TakesInvocationOutcomeContext[Nothing],
        TakesInvocationOutcomeReadArgs[Nothing],
        TakesInvocationOutcomeRequest[Nothing],
        TakesInvocationOutcomeTriggerValue[Nothing],
        TakesInvocationOutcomeAttempt[Nothing],
        TakesInvocationOutcomeValue[Nothing],
        TakesInvocationOutcomeError[Nothing],
        TakesInvocationOutcomeElapsed[Nothing],
        TakesInvocationFunctionInvocationId[Nothing],
        TakesInvocationFunctionContext[Nothing],
        TakesInvocationFunctionReadArgs[Nothing],
        TakesInvocationFunctionRequest[Nothing],
        TakesInvocationFunctionTriggerValue[Nothing],
        TakesInvocationFunctionAttempt[Nothing],
        TakesInvocationFunctionValue[Nothing],
        TakesInvocationFunctionError[Nothing],
        TakesInvocationFunctionElapsed[Nothing],
        TakesInvocationInvocationIdContext[Nothing],
        TakesInvocationInvocationIdReadArgs[Nothing],
        TakesInvocationInvocationIdRequest[Nothing],
        TakesInvocationInvocationIdTriggerValue[Nothing],
        TakesInvocationInvocationIdAttempt[Nothing],
        TakesInvocationInvocationIdValue[Nothing],
        TakesInvocationInvocationIdError[Nothing],
        TakesInvocationInvocationIdElapsed[Nothing],
        TakesInvocationContextReadArgs[Nothing],
        TakesInvocationContextRequest[Nothing],
        TakesInvocationContextTriggerValue[Nothing],
        TakesInvocationContextAttempt[Nothing],
        TakesInvocationContextValue[Nothing],
        TakesInvocationContextError[Nothing],
        TakesInvocationContextElapsed[Nothing],
        TakesInvocationReadArgsRequest[Nothing],
        TakesInvocationReadArgsTriggerValue[Nothing],
        TakesInvocationReadArgsAttempt[Nothing],
        TakesInvocationReadArgsValue[Nothing],
        TakesInvocationReadArgsError[Nothing],
        TakesInvocationReadArgsElapsed[Nothing],
        TakesInvocationRequestTriggerValue[Nothing],
        TakesInvocationRequestAttempt[Nothing],
        TakesInvocationRequestValue[Nothing],
        TakesInvocationRequestError[Nothing],
        TakesInvocationRequestElapsed[Nothing],
        TakesInvocationTriggerValueAttempt[Nothing],
        TakesInvocationTriggerValueValue[Nothing],
        TakesInvocationTriggerValueError[Nothing],
        TakesInvocationTriggerValueElapsed[Nothing],
        TakesInvocationAttemptValue[Nothing],
        TakesInvocationAttemptError[Nothing],
        TakesInvocationAttemptElapsed[Nothing],
        TakesInvocationValueError[Nothing],
        TakesInvocationValueElapsed[Nothing],
        TakesInvocationErrorElapsed[Nothing],
        TakesOutcomeFunctionInvocationId[Nothing],
        TakesOutcomeFunctionContext[Nothing],
        TakesOutcomeFunctionReadArgs[Nothing],
        TakesOutcomeFunctionRequest[Nothing],
        TakesOutcomeFunctionTriggerValue[Nothing],
        TakesOutcomeFunctionAttempt[Nothing],
        TakesOutcomeFunctionValue[Nothing],
        TakesOutcomeFunctionError[Nothing],
        TakesOutcomeFunctionElapsed[Nothing],
        TakesOutcomeInvocationIdContext[Nothing],
        TakesOutcomeInvocationIdReadArgs[Nothing],
        TakesOutcomeInvocationIdRequest[Nothing],
        TakesOutcomeInvocationIdTriggerValue[Nothing],
        TakesOutcomeInvocationIdAttempt[Nothing],
        TakesOutcomeInvocationIdValue[Nothing],
        TakesOutcomeInvocationIdError[Nothing],
        TakesOutcomeInvocationIdElapsed[Nothing],
        TakesOutcomeContextReadArgs[Nothing],
        TakesOutcomeContextRequest[Nothing],
        TakesOutcomeContextTriggerValue[Nothing],
        TakesOutcomeContextAttempt[Nothing],
        TakesOutcomeContextValue[Nothing],
        TakesOutcomeContextError[Nothing],
        TakesOutcomeContextElapsed[Nothing],
        TakesOutcomeReadArgsRequest[Nothing],
        TakesOutcomeReadArgsTriggerValue[Nothing],
        TakesOutcomeReadArgsAttempt[Nothing],
        TakesOutcomeReadArgsValue[Nothing],
        TakesOutcomeReadArgsError[Nothing],
        TakesOutcomeReadArgsElapsed[Nothing],
        TakesOutcomeRequestTriggerValue[Nothing],
        TakesOutcomeRequestAttempt[Nothing],
        TakesOutcomeRequestValue[Nothing],
        TakesOutcomeRequestError[Nothing],
        TakesOutcomeRequestElapsed[Nothing],
        TakesOutcomeTriggerValueAttempt[Nothing],
        TakesOutcomeTriggerValueValue[Nothing],
        TakesOutcomeTriggerValueError[Nothing],
        TakesOutcomeTriggerValueElapsed[Nothing],
        TakesOutcomeAttemptValue[Nothing],
        TakesOutcomeAttemptError[Nothing],
        TakesOutcomeAttemptElapsed[Nothing],
        TakesOutcomeValueError[Nothing],
        TakesOutcomeValueElapsed[Nothing],
        TakesOutcomeErrorElapsed[Nothing],
        TakesFunctionInvocationIdContext[Nothing],
        TakesFunctionInvocationIdReadArgs[Nothing],
        TakesFunctionInvocationIdRequest[Nothing],
        TakesFunctionInvocationIdTriggerValue[Nothing],
        TakesFunctionInvocationIdAttempt[Nothing],
        TakesFunctionInvocationIdValue[Nothing],
        TakesFunctionInvocationIdError[Nothing],
        TakesFunctionInvocationIdElapsed[Nothing],
        TakesFunctionContextReadArgs[Nothing],
        TakesFunctionContextRequest[Nothing],
        TakesFunctionContextTriggerValue[Nothing],
        TakesFunctionContextAttempt[Nothing],
        TakesFunctionContextValue[Nothing],
        TakesFunctionContextError[Nothing],
        TakesFunctionContextElapsed[Nothing],
        TakesFunctionReadArgsRequest[Nothing],
        TakesFunctionReadArgsTriggerValue[Nothing],
        TakesFunctionReadArgsAttempt[Nothing],
        TakesFunctionReadArgsValue[Nothing],
        TakesFunctionReadArgsError[Nothing],
        TakesFunctionReadArgsElapsed[Nothing],
        TakesFunctionRequestTriggerValue[Nothing],
        TakesFunctionRequestAttempt[Nothing],
        TakesFunctionRequestValue[Nothing],
        TakesFunctionRequestError[Nothing],
        TakesFunctionRequestElapsed[Nothing],
        TakesFunctionTriggerValueAttempt[Nothing],
        TakesFunctionTriggerValueValue[Nothing],
        TakesFunctionTriggerValueError[Nothing],
        TakesFunctionTriggerValueElapsed[Nothing],
        TakesFunctionAttemptValue[Nothing],
        TakesFunctionAttemptError[Nothing],
        TakesFunctionAttemptElapsed[Nothing],
        TakesFunctionValueError[Nothing],
        TakesFunctionValueElapsed[Nothing],
        TakesFunctionErrorElapsed[Nothing],
        TakesInvocationIdContextReadArgs[Nothing],
        TakesInvocationIdContextRequest[Nothing],
        TakesInvocationIdContextTriggerValue[Nothing],
        TakesInvocationIdContextAttempt[Nothing],
        TakesInvocationIdContextValue[Nothing],
        TakesInvocationIdContextError[Nothing],
        TakesInvocationIdContextElapsed[Nothing],
        TakesInvocationIdReadArgsRequest[Nothing],
        TakesInvocationIdReadArgsTriggerValue[Nothing],
        TakesInvocationIdReadArgsAttempt[Nothing],
        TakesInvocationIdReadArgsValue[Nothing],
        TakesInvocationIdReadArgsError[Nothing],
        TakesInvocationIdReadArgsElapsed[Nothing],
        TakesInvocationIdRequestTriggerValue[Nothing],
        TakesInvocationIdRequestAttempt[Nothing],
        TakesInvocationIdRequestValue[Nothing],
        TakesInvocationIdRequestError[Nothing],
        TakesInvocationIdRequestElapsed[Nothing],
        TakesInvocationIdTriggerValueAttempt[Nothing],
        TakesInvocationIdTriggerValueValue[Nothing],
        TakesInvocationIdTriggerValueError[Nothing],
        TakesInvocationIdTriggerValueElapsed[Nothing],
        TakesInvocationIdAttemptValue[Nothing],
        TakesInvocationIdAttemptError[Nothing],
        TakesInvocationIdAttemptElapsed[Nothing],
        TakesInvocationIdValueError[Nothing],
        TakesInvocationIdValueElapsed[Nothing],
        TakesInvocationIdErrorElapsed[Nothing],
        TakesContextReadArgsRequest[Nothing],
        TakesContextReadArgsTriggerValue[Nothing],
        TakesContextReadArgsAttempt[Nothing],
        TakesContextReadArgsValue[Nothing],
        TakesContextReadArgsError[Nothing],
        TakesContextReadArgsElapsed[Nothing],
        TakesContextRequestTriggerValue[Nothing],
        TakesContextRequestAttempt[Nothing],
        TakesContextRequestValue[Nothing],
        TakesContextRequestError[Nothing],
        TakesContextRequestElapsed[Nothing],
        TakesContextTriggerValueAttempt[Nothing],
        TakesContextTriggerValueValue[Nothing],
        TakesContextTriggerValueError[Nothing],
        TakesContextTriggerValueElapsed[Nothing],
        TakesContextAttemptValue[Nothing],
        TakesContextAttemptError[Nothing],
        TakesContextAttemptElapsed[Nothing],
        TakesContextValueError[Nothing],
        TakesContextValueElapsed[Nothing],
        TakesContextErrorElapsed[Nothing],
        TakesReadArgsRequestTriggerValue[Nothing],
        TakesReadArgsRequestAttempt[Nothing],
        TakesReadArgsRequestValue[Nothing],
        TakesReadArgsRequestError[Nothing],
        TakesReadArgsRequestElapsed[Nothing],
        TakesReadArgsTriggerValueAttempt[Nothing],
        TakesReadArgsTriggerValueValue[Nothing],
        TakesReadArgsTriggerValueError[Nothing],
        TakesReadArgsTriggerValueElapsed[Nothing],
        TakesReadArgsAttemptValue[Nothing],
        TakesReadArgsAttemptError[Nothing],
        TakesReadArgsAttemptElapsed[Nothing],
        TakesReadArgsValueError[Nothing],
        TakesReadArgsValueElapsed[Nothing],
        TakesReadArgsErrorElapsed[Nothing],
        TakesRequestTriggerValueAttempt[Nothing],
        TakesRequestTriggerValueValue[Nothing],
        TakesRequestTriggerValueError[Nothing],
        TakesRequestTriggerValueElapsed[Nothing],
        TakesRequestAttemptValue[Nothing],
        TakesRequestAttemptError[Nothing],
        TakesRequestAttemptElapsed[Nothing],
        TakesRequestValueError[Nothing],
        TakesRequestValueElapsed[Nothing],
        TakesRequestErrorElapsed[Nothing],
        TakesTriggerValueAttemptValue[Nothing],
        TakesTriggerValueAttemptError[Nothing],
        TakesTriggerValueAttemptElapsed[Nothing],
        TakesTriggerValueValueError[Nothing],
        TakesTriggerValueValueElapsed[Nothing],
        TakesTriggerValueErrorElapsed[Nothing],
        TakesAttemptValueError[Nothing],
        TakesAttemptValueElapsed[Nothing],
        TakesAttemptErrorElapsed[Nothing],
        TakesValueErrorElapsed[Nothing],
        TakesInvocationOutcomeFunctionInvocationId[Nothing],
        TakesInvocationOutcomeFunctionContext[Nothing],
        TakesInvocationOutcomeFunctionReadArgs[Nothing],
        TakesInvocationOutcomeFunctionRequest[Nothing],
        TakesInvocationOutcomeFunctionTriggerValue[Nothing],
        TakesInvocationOutcomeFunctionAttempt[Nothing],
        TakesInvocationOutcomeFunctionValue[Nothing],
        TakesInvocationOutcomeFunctionError[Nothing],
        TakesInvocationOutcomeFunctionElapsed[Nothing],
        TakesInvocationOutcomeInvocationIdContext[Nothing],
        TakesInvocationOutcomeInvocationIdReadArgs[Nothing],
        TakesInvocationOutcomeInvocationIdRequest[Nothing],
        TakesInvocationOutcomeInvocationIdTriggerValue[Nothing],
        TakesInvocationOutcomeInvocationIdAttempt[Nothing],
        TakesInvocationOutcomeInvocationIdValue[Nothing],
        TakesInvocationOutcomeInvocationIdError[Nothing],
        TakesInvocationOutcomeInvocationIdElapsed[Nothing],
        TakesInvocationOutcomeContextReadArgs[Nothing],
        TakesInvocationOutcomeContextRequest[Nothing],
        TakesInvocationOutcomeContextTriggerValue[Nothing],
        TakesInvocationOutcomeContextAttempt[Nothing],
        TakesInvocationOutcomeContextValue[Nothing],
        TakesInvocationOutcomeContextError[Nothing],
        TakesInvocationOutcomeContextElapsed[Nothing],
        TakesInvocationOutcomeReadArgsRequest[Nothing],
        TakesInvocationOutcomeReadArgsTriggerValue[Nothing],
        TakesInvocationOutcomeReadArgsAttempt[Nothing],
        TakesInvocationOutcomeReadArgsValue[Nothing],
        TakesInvocationOutcomeReadArgsError[Nothing],
        TakesInvocationOutcomeReadArgsElapsed[Nothing],
        TakesInvocationOutcomeRequestTriggerValue[Nothing],
        TakesInvocationOutcomeRequestAttempt[Nothing],
        TakesInvocationOutcomeRequestValue[Nothing],
        TakesInvocationOutcomeRequestError[Nothing],
        TakesInvocationOutcomeRequestElapsed[Nothing],
        TakesInvocationOutcomeTriggerValueAttempt[Nothing],
        TakesInvocationOutcomeTriggerValueValue[Nothing],
        TakesInvocationOutcomeTriggerValueError[Nothing],
        TakesInvocationOutcomeTriggerValueElapsed[Nothing],
        TakesInvocationOutcomeAttemptValue[Nothing],
        TakesInvocationOutcomeAttemptError[Nothing],
        TakesInvocationOutcomeAttemptElapsed[Nothing],
        TakesInvocationOutcomeValueError[Nothing],
        TakesInvocationOutcomeValueElapsed[Nothing],
        TakesInvocationOutcomeErrorElapsed[Nothing],
        TakesInvocationFunctionInvocationIdContext[Nothing],
        TakesInvocationFunctionInvocationIdReadArgs[Nothing],
        TakesInvocationFunctionInvocationIdRequest[Nothing],
        TakesInvocationFunctionInvocationIdTriggerValue[Nothing],
        TakesInvocationFunctionInvocationIdAttempt[Nothing],
        TakesInvocationFunctionInvocationIdValue[Nothing],
        TakesInvocationFunctionInvocationIdError[Nothing],
        TakesInvocationFunctionInvocationIdElapsed[Nothing],
        TakesInvocationFunctionContextReadArgs[Nothing],
        TakesInvocationFunctionContextRequest[Nothing],
        TakesInvocationFunctionContextTriggerValue[Nothing],
        TakesInvocationFunctionContextAttempt[Nothing],
        TakesInvocationFunctionContextValue[Nothing],
        TakesInvocationFunctionContextError[Nothing],
        TakesInvocationFunctionContextElapsed[Nothing],
        TakesInvocationFunctionReadArgsRequest[Nothing],
        TakesInvocationFunctionReadArgsTriggerValue[Nothing],
        TakesInvocationFunctionReadArgsAttempt[Nothing],
        TakesInvocationFunctionReadArgsValue[Nothing],
        TakesInvocationFunctionReadArgsError[Nothing],
        TakesInvocationFunctionReadArgsElapsed[Nothing],
        TakesInvocationFunctionRequestTriggerValue[Nothing],
        TakesInvocationFunctionRequestAttempt[Nothing],
        TakesInvocationFunctionRequestValue[Nothing],
        TakesInvocationFunctionRequestError[Nothing],
        TakesInvocationFunctionRequestElapsed[Nothing],
        TakesInvocationFunctionTriggerValueAttempt[Nothing],
        TakesInvocationFunctionTriggerValueValue[Nothing],
        TakesInvocationFunctionTriggerValueError[Nothing],
        TakesInvocationFunctionTriggerValueElapsed[Nothing],
        TakesInvocationFunctionAttemptValue[Nothing],
        TakesInvocationFunctionAttemptError[Nothing],
        TakesInvocationFunctionAttemptElapsed[Nothing],
        TakesInvocationFunctionValueError[Nothing],
        TakesInvocationFunctionValueElapsed[Nothing],
        TakesInvocationFunctionErrorElapsed[Nothing],
        TakesInvocationInvocationIdContextReadArgs[Nothing],
        TakesInvocationInvocationIdContextRequest[Nothing],
        TakesInvocationInvocationIdContextTriggerValue[Nothing],
        TakesInvocationInvocationIdContextAttempt[Nothing],
        TakesInvocationInvocationIdContextValue[Nothing],
        TakesInvocationInvocationIdContextError[Nothing],
        TakesInvocationInvocationIdContextElapsed[Nothing],
        TakesInvocationInvocationIdReadArgsRequest[Nothing],
        TakesInvocationInvocationIdReadArgsTriggerValue[Nothing],
        TakesInvocationInvocationIdReadArgsAttempt[Nothing],
        TakesInvocationInvocationIdReadArgsValue[Nothing],
        TakesInvocationInvocationIdReadArgsError[Nothing],
        TakesInvocationInvocationIdReadArgsElapsed[Nothing],
        TakesInvocationInvocationIdRequestTriggerValue[Nothing],
        TakesInvocationInvocationIdRequestAttempt[Nothing],
        TakesInvocationInvocationIdRequestValue[Nothing],
        TakesInvocationInvocationIdRequestError[Nothing],
        TakesInvocationInvocationIdRequestElapsed[Nothing],
        TakesInvocationInvocationIdTriggerValueAttempt[Nothing],
        TakesInvocationInvocationIdTriggerValueValue[Nothing],
        TakesInvocationInvocationIdTriggerValueError[Nothing],
        TakesInvocationInvocationIdTriggerValueElapsed[Nothing],
        TakesInvocationInvocationIdAttemptValue[Nothing],
        TakesInvocationInvocationIdAttemptError[Nothing],
        TakesInvocationInvocationIdAttemptElapsed[Nothing],
        TakesInvocationInvocationIdValueError[Nothing],
        TakesInvocationInvocationIdValueElapsed[Nothing],
        TakesInvocationInvocationIdErrorElapsed[Nothing],
        TakesInvocationContextReadArgsRequest[Nothing],
        TakesInvocationContextReadArgsTriggerValue[Nothing],
        TakesInvocationContextReadArgsAttempt[Nothing],
        TakesInvocationContextReadArgsValue[Nothing],
        TakesInvocationContextReadArgsError[Nothing],
        TakesInvocationContextReadArgsElapsed[Nothing],
        TakesInvocationContextRequestTriggerValue[Nothing],
        TakesInvocationContextRequestAttempt[Nothing],
        TakesInvocationContextRequestValue[Nothing],
        TakesInvocationContextRequestError[Nothing],
        TakesInvocationContextRequestElapsed[Nothing],
        TakesInvocationContextTriggerValueAttempt[Nothing],
        TakesInvocationContextTriggerValueValue[Nothing],
        TakesInvocationContextTriggerValueError[Nothing],
        TakesInvocationContextTriggerValueElapsed[Nothing],
        TakesInvocationContextAttemptValue[Nothing],
        TakesInvocationContextAttemptError[Nothing],
        TakesInvocationContextAttemptElapsed[Nothing],
        TakesInvocationContextValueError[Nothing],
        TakesInvocationContextValueElapsed[Nothing],
        TakesInvocationContextErrorElapsed[Nothing],
        TakesInvocationReadArgsRequestTriggerValue[Nothing],
        TakesInvocationReadArgsRequestAttempt[Nothing],
        TakesInvocationReadArgsRequestValue[Nothing],
        TakesInvocationReadArgsRequestError[Nothing],
        TakesInvocationReadArgsRequestElapsed[Nothing],
        TakesInvocationReadArgsTriggerValueAttempt[Nothing],
        TakesInvocationReadArgsTriggerValueValue[Nothing],
        TakesInvocationReadArgsTriggerValueError[Nothing],
        TakesInvocationReadArgsTriggerValueElapsed[Nothing],
        TakesInvocationReadArgsAttemptValue[Nothing],
        TakesInvocationReadArgsAttemptError[Nothing],
        TakesInvocationReadArgsAttemptElapsed[Nothing],
        TakesInvocationReadArgsValueError[Nothing],
        TakesInvocationReadArgsValueElapsed[Nothing],
        TakesInvocationReadArgsErrorElapsed[Nothing],
        TakesInvocationRequestTriggerValueAttempt[Nothing],
        TakesInvocationRequestTriggerValueValue[Nothing],
        TakesInvocationRequestTriggerValueError[Nothing],
        TakesInvocationRequestTriggerValueElapsed[Nothing],
        TakesInvocationRequestAttemptValue[Nothing],
        TakesInvocationRequestAttemptError[Nothing],
        TakesInvocationRequestAttemptElapsed[Nothing],
        TakesInvocationRequestValueError[Nothing],
        TakesInvocationRequestValueElapsed[Nothing],
        TakesInvocationRequestErrorElapsed[Nothing],
        TakesInvocationTriggerValueAttemptValue[Nothing],
        TakesInvocationTriggerValueAttemptError[Nothing],
        TakesInvocationTriggerValueAttemptElapsed[Nothing],
        TakesInvocationTriggerValueValueError[Nothing],
        TakesInvocationTriggerValueValueElapsed[Nothing],
        TakesInvocationTriggerValueErrorElapsed[Nothing],
        TakesInvocationAttemptValueError[Nothing],
        TakesInvocationAttemptValueElapsed[Nothing],
        TakesInvocationAttemptErrorElapsed[Nothing],
        TakesInvocationValueErrorElapsed[Nothing],
        TakesOutcomeFunctionInvocationIdContext[Nothing],
        TakesOutcomeFunctionInvocationIdReadArgs[Nothing],
        TakesOutcomeFunctionInvocationIdRequest[Nothing],
        TakesOutcomeFunctionInvocationIdTriggerValue[Nothing],
        TakesOutcomeFunctionInvocationIdAttempt[Nothing],
        TakesOutcomeFunctionInvocationIdValue[Nothing],
        TakesOutcomeFunctionInvocationIdError[Nothing],
        TakesOutcomeFunctionInvocationIdElapsed[Nothing],
        TakesOutcomeFunctionContextReadArgs[Nothing],
        TakesOutcomeFunctionContextRequest[Nothing],
        TakesOutcomeFunctionContextTriggerValue[Nothing],
        TakesOutcomeFunctionContextAttempt[Nothing],
        TakesOutcomeFunctionContextValue[Nothing],
        TakesOutcomeFunctionContextError[Nothing],
        TakesOutcomeFunctionContextElapsed[Nothing],
        TakesOutcomeFunctionReadArgsRequest[Nothing],
        TakesOutcomeFunctionReadArgsTriggerValue[Nothing],
        TakesOutcomeFunctionReadArgsAttempt[Nothing],
        TakesOutcomeFunctionReadArgsValue[Nothing],
        TakesOutcomeFunctionReadArgsError[Nothing],
        TakesOutcomeFunctionReadArgsElapsed[Nothing],
        TakesOutcomeFunctionRequestTriggerValue[Nothing],
        TakesOutcomeFunctionRequestAttempt[Nothing],
        TakesOutcomeFunctionRequestValue[Nothing],
        TakesOutcomeFunctionRequestError[Nothing],
        TakesOutcomeFunctionRequestElapsed[Nothing],
        TakesOutcomeFunctionTriggerValueAttempt[Nothing],
        TakesOutcomeFunctionTriggerValueValue[Nothing],
        TakesOutcomeFunctionTriggerValueError[Nothing],
        TakesOutcomeFunctionTriggerValueElapsed[Nothing],
        TakesOutcomeFunctionAttemptValue[Nothing],
        TakesOutcomeFunctionAttemptError[Nothing],
        TakesOutcomeFunctionAttemptElapsed[Nothing],
        TakesOutcomeFunctionValueError[Nothing],
        TakesOutcomeFunctionValueElapsed[Nothing],
        TakesOutcomeFunctionErrorElapsed[Nothing],
        TakesOutcomeInvocationIdContextReadArgs[Nothing],
        TakesOutcomeInvocationIdContextRequest[Nothing],
        TakesOutcomeInvocationIdContextTriggerValue[Nothing],
        TakesOutcomeInvocationIdContextAttempt[Nothing],
        TakesOutcomeInvocationIdContextValue[Nothing],
        TakesOutcomeInvocationIdContextError[Nothing],
        TakesOutcomeInvocationIdContextElapsed[Nothing],
        TakesOutcomeInvocationIdReadArgsRequest[Nothing],
        TakesOutcomeInvocationIdReadArgsTriggerValue[Nothing],
        TakesOutcomeInvocationIdReadArgsAttempt[Nothing],
        TakesOutcomeInvocationIdReadArgsValue[Nothing],
        TakesOutcomeInvocationIdReadArgsError[Nothing],
        TakesOutcomeInvocationIdReadArgsElapsed[Nothing],
        TakesOutcomeInvocationIdRequestTriggerValue[Nothing],
        TakesOutcomeInvocationIdRequestAttempt[Nothing],
        TakesOutcomeInvocationIdRequestValue[Nothing],
        TakesOutcomeInvocationIdRequestError[Nothing],
        TakesOutcomeInvocationIdRequestElapsed[Nothing],
        TakesOutcomeInvocationIdTriggerValueAttempt[Nothing],
        TakesOutcomeInvocationIdTriggerValueValue[Nothing],
        TakesOutcomeInvocationIdTriggerValueError[Nothing],
        TakesOutcomeInvocationIdTriggerValueElapsed[Nothing],
        TakesOutcomeInvocationIdAttemptValue[Nothing],
        TakesOutcomeInvocationIdAttemptError[Nothing],
        TakesOutcomeInvocationIdAttemptElapsed[Nothing],
        TakesOutcomeInvocationIdValueError[Nothing],
        TakesOutcomeInvocationIdValueElapsed[Nothing],
        TakesOutcomeInvocationIdErrorElapsed[Nothing],
        TakesOutcomeContextReadArgsRequest[Nothing],
        TakesOutcomeContextReadArgsTriggerValue[Nothing],
        TakesOutcomeContextReadArgsAttempt[Nothing],
        TakesOutcomeContextReadArgsValue[Nothing],
        TakesOutcomeContextReadArgsError[Nothing],
        TakesOutcomeContextReadArgsElapsed[Nothing],
        TakesOutcomeContextRequestTriggerValue[Nothing],
        TakesOutcomeContextRequestAttempt[Nothing],
        TakesOutcomeContextRequestValue[Nothing],
        TakesOutcomeContextRequestError[Nothing],
        TakesOutcomeContextRequestElapsed[Nothing],
        TakesOutcomeContextTriggerValueAttempt[Nothing],
        TakesOutcomeContextTriggerValueValue[Nothing],
        TakesOutcomeContextTriggerValueError[Nothing],
        TakesOutcomeContextTriggerValueElapsed[Nothing],
        TakesOutcomeContextAttemptValue[Nothing],
        TakesOutcomeContextAttemptError[Nothing],
        TakesOutcomeContextAttemptElapsed[Nothing],
        TakesOutcomeContextValueError[Nothing],
        TakesOutcomeContextValueElapsed[Nothing],
        TakesOutcomeContextErrorElapsed[Nothing],
        TakesOutcomeReadArgsRequestTriggerValue[Nothing],
        TakesOutcomeReadArgsRequestAttempt[Nothing],
        TakesOutcomeReadArgsRequestValue[Nothing],
        TakesOutcomeReadArgsRequestError[Nothing],
        TakesOutcomeReadArgsRequestElapsed[Nothing],
        TakesOutcomeReadArgsTriggerValueAttempt[Nothing],
        TakesOutcomeReadArgsTriggerValueValue[Nothing],
        TakesOutcomeReadArgsTriggerValueError[Nothing],
        TakesOutcomeReadArgsTriggerValueElapsed[Nothing],
        TakesOutcomeReadArgsAttemptValue[Nothing],
        TakesOutcomeReadArgsAttemptError[Nothing],
        TakesOutcomeReadArgsAttemptElapsed[Nothing],
        TakesOutcomeReadArgsValueError[Nothing],
        TakesOutcomeReadArgsValueElapsed[Nothing],
        TakesOutcomeReadArgsErrorElapsed[Nothing],
        TakesOutcomeRequestTriggerValueAttempt[Nothing],
        TakesOutcomeRequestTriggerValueValue[Nothing],
        TakesOutcomeRequestTriggerValueError[Nothing],
        TakesOutcomeRequestTriggerValueElapsed[Nothing],
        TakesOutcomeRequestAttemptValue[Nothing],
        TakesOutcomeRequestAttemptError[Nothing],
        TakesOutcomeRequestAttemptElapsed[Nothing],
        TakesOutcomeRequestValueError[Nothing],
        TakesOutcomeRequestValueElapsed[Nothing],
        TakesOutcomeRequestErrorElapsed[Nothing],
        TakesOutcomeTriggerValueAttemptValue[Nothing],
        TakesOutcomeTriggerValueAttemptError[Nothing],
        TakesOutcomeTriggerValueAttemptElapsed[Nothing],
        TakesOutcomeTriggerValueValueError[Nothing],
        TakesOutcomeTriggerValueValueElapsed[Nothing],
        TakesOutcomeTriggerValueErrorElapsed[Nothing],
        TakesOutcomeAttemptValueError[Nothing],
        TakesOutcomeAttemptValueElapsed[Nothing],
        TakesOutcomeAttemptErrorElapsed[Nothing],
        TakesOutcomeValueErrorElapsed[Nothing],
        TakesFunctionInvocationIdContextReadArgs[Nothing],
        TakesFunctionInvocationIdContextRequest[Nothing],
        TakesFunctionInvocationIdContextTriggerValue[Nothing],
        TakesFunctionInvocationIdContextAttempt[Nothing],
        TakesFunctionInvocationIdContextValue[Nothing],
        TakesFunctionInvocationIdContextError[Nothing],
        TakesFunctionInvocationIdContextElapsed[Nothing],
        TakesFunctionInvocationIdReadArgsRequest[Nothing],
        TakesFunctionInvocationIdReadArgsTriggerValue[Nothing],
        TakesFunctionInvocationIdReadArgsAttempt[Nothing],
        TakesFunctionInvocationIdReadArgsValue[Nothing],
        TakesFunctionInvocationIdReadArgsError[Nothing],
        TakesFunctionInvocationIdReadArgsElapsed[Nothing],
        TakesFunctionInvocationIdRequestTriggerValue[Nothing],
        TakesFunctionInvocationIdRequestAttempt[Nothing],
        TakesFunctionInvocationIdRequestValue[Nothing],
        TakesFunctionInvocationIdRequestError[Nothing],
        TakesFunctionInvocationIdRequestElapsed[Nothing],
        TakesFunctionInvocationIdTriggerValueAttempt[Nothing],
        TakesFunctionInvocationIdTriggerValueValue[Nothing],
        TakesFunctionInvocationIdTriggerValueError[Nothing],
        TakesFunctionInvocationIdTriggerValueElapsed[Nothing],
        TakesFunctionInvocationIdAttemptValue[Nothing],
        TakesFunctionInvocationIdAttemptError[Nothing],
        TakesFunctionInvocationIdAttemptElapsed[Nothing],
        TakesFunctionInvocationIdValueError[Nothing],
        TakesFunctionInvocationIdValueElapsed[Nothing],
        TakesFunctionInvocationIdErrorElapsed[Nothing],
        TakesFunctionContextReadArgsRequest[Nothing],
        TakesFunctionContextReadArgsTriggerValue[Nothing],
        TakesFunctionContextReadArgsAttempt[Nothing],
        TakesFunctionContextReadArgsValue[Nothing],
        TakesFunctionContextReadArgsError[Nothing],
        TakesFunctionContextReadArgsElapsed[Nothing],
        TakesFunctionContextRequestTriggerValue[Nothing],
        TakesFunctionContextRequestAttempt[Nothing],
        TakesFunctionContextRequestValue[Nothing],
        TakesFunctionContextRequestError[Nothing],
        TakesFunctionContextRequestElapsed[Nothing],
        TakesFunctionContextTriggerValueAttempt[Nothing],
        TakesFunctionContextTriggerValueValue[Nothing],
        TakesFunctionContextTriggerValueError[Nothing],
        TakesFunctionContextTriggerValueElapsed[Nothing],
        TakesFunctionContextAttemptValue[Nothing],
        TakesFunctionContextAttemptError[Nothing],
        TakesFunctionContextAttemptElapsed[Nothing],
        TakesFunctionContextValueError[Nothing],
        TakesFunctionContextValueElapsed[Nothing],
        TakesFunctionContextErrorElapsed[Nothing],
        TakesFunctionReadArgsRequestTriggerValue[Nothing],
        TakesFunctionReadArgsRequestAttempt[Nothing],
        TakesFunctionReadArgsRequestValue[Nothing],
        TakesFunctionReadArgsRequestError[Nothing],
        TakesFunctionReadArgsRequestElapsed[Nothing],
        TakesFunctionReadArgsTriggerValueAttempt[Nothing],
        TakesFunctionReadArgsTriggerValueValue[Nothing],
        TakesFunctionReadArgsTriggerValueError[Nothing],
        TakesFunctionReadArgsTriggerValueElapsed[Nothing],
        TakesFunctionReadArgsAttemptValue[Nothing],
        TakesFunctionReadArgsAttemptError[Nothing],
        TakesFunctionReadArgsAttemptElapsed[Nothing],
        TakesFunctionReadArgsValueError[Nothing],
        TakesFunctionReadArgsValueElapsed[Nothing],
        TakesFunctionReadArgsErrorElapsed[Nothing],
        TakesFunctionRequestTriggerValueAttempt[Nothing],
        TakesFunctionRequestTriggerValueValue[Nothing],
        TakesFunctionRequestTriggerValueError[Nothing],
        TakesFunctionRequestTriggerValueElapsed[Nothing],
        TakesFunctionRequestAttemptValue[Nothing],
        TakesFunctionRequestAttemptError[Nothing],
        TakesFunctionRequestAttemptElapsed[Nothing],
        TakesFunctionRequestValueError[Nothing],
        TakesFunctionRequestValueElapsed[Nothing],
        TakesFunctionRequestErrorElapsed[Nothing],
        TakesFunctionTriggerValueAttemptValue[Nothing],
        TakesFunctionTriggerValueAttemptError[Nothing],
        TakesFunctionTriggerValueAttemptElapsed[Nothing],
        TakesFunctionTriggerValueValueError[Nothing],
        TakesFunctionTriggerValueValueElapsed[Nothing],
        TakesFunctionTriggerValueErrorElapsed[Nothing],
        TakesFunctionAttemptValueError[Nothing],
        TakesFunctionAttemptValueElapsed[Nothing],
        TakesFunctionAttemptErrorElapsed[Nothing],
        TakesFunctionValueErrorElapsed[Nothing],
        TakesInvocationIdContextReadArgsRequest[Nothing],
        TakesInvocationIdContextReadArgsTriggerValue[Nothing],
        TakesInvocationIdContextReadArgsAttempt[Nothing],
        TakesInvocationIdContextReadArgsValue[Nothing],
        TakesInvocationIdContextReadArgsError[Nothing],
        TakesInvocationIdContextReadArgsElapsed[Nothing],
        TakesInvocationIdContextRequestTriggerValue[Nothing],
        TakesInvocationIdContextRequestAttempt[Nothing],
        TakesInvocationIdContextRequestValue[Nothing],
        TakesInvocationIdContextRequestError[Nothing],
        TakesInvocationIdContextRequestElapsed[Nothing],
        TakesInvocationIdContextTriggerValueAttempt[Nothing],
        TakesInvocationIdContextTriggerValueValue[Nothing],
        TakesInvocationIdContextTriggerValueError[Nothing],
        TakesInvocationIdContextTriggerValueElapsed[Nothing],
        TakesInvocationIdContextAttemptValue[Nothing],
        TakesInvocationIdContextAttemptError[Nothing],
        TakesInvocationIdContextAttemptElapsed[Nothing],
        TakesInvocationIdContextValueError[Nothing],
        TakesInvocationIdContextValueElapsed[Nothing],
        TakesInvocationIdContextErrorElapsed[Nothing],
        TakesInvocationIdReadArgsRequestTriggerValue[Nothing],
        TakesInvocationIdReadArgsRequestAttempt[Nothing],
        TakesInvocationIdReadArgsRequestValue[Nothing],
        TakesInvocationIdReadArgsRequestError[Nothing],
        TakesInvocationIdReadArgsRequestElapsed[Nothing],
        TakesInvocationIdReadArgsTriggerValueAttempt[Nothing],
        TakesInvocationIdReadArgsTriggerValueValue[Nothing],
        TakesInvocationIdReadArgsTriggerValueError[Nothing],
        TakesInvocationIdReadArgsTriggerValueElapsed[Nothing],
        TakesInvocationIdReadArgsAttemptValue[Nothing],
        TakesInvocationIdReadArgsAttemptError[Nothing],
        TakesInvocationIdReadArgsAttemptElapsed[Nothing],
        TakesInvocationIdReadArgsValueError[Nothing],
        TakesInvocationIdReadArgsValueElapsed[Nothing],
        TakesInvocationIdReadArgsErrorElapsed[Nothing],
        TakesInvocationIdRequestTriggerValueAttempt[Nothing],
        TakesInvocationIdRequestTriggerValueValue[Nothing],
        TakesInvocationIdRequestTriggerValueError[Nothing],
        TakesInvocationIdRequestTriggerValueElapsed[Nothing],
        TakesInvocationIdRequestAttemptValue[Nothing],
        TakesInvocationIdRequestAttemptError[Nothing],
        TakesInvocationIdRequestAttemptElapsed[Nothing],
        TakesInvocationIdRequestValueError[Nothing],
        TakesInvocationIdRequestValueElapsed[Nothing],
        TakesInvocationIdRequestErrorElapsed[Nothing],
        TakesInvocationIdTriggerValueAttemptValue[Nothing],
        TakesInvocationIdTriggerValueAttemptError[Nothing],
        TakesInvocationIdTriggerValueAttemptElapsed[Nothing],
        TakesInvocationIdTriggerValueValueError[Nothing],
        TakesInvocationIdTriggerValueValueElapsed[Nothing],
        TakesInvocationIdTriggerValueErrorElapsed[Nothing],
        TakesInvocationIdAttemptValueError[Nothing],
        TakesInvocationIdAttemptValueElapsed[Nothing],
        TakesInvocationIdAttemptErrorElapsed[Nothing],
        TakesInvocationIdValueErrorElapsed[Nothing],
        TakesContextReadArgsRequestTriggerValue[Nothing],
        TakesContextReadArgsRequestAttempt[Nothing],
        TakesContextReadArgsRequestValue[Nothing],
        TakesContextReadArgsRequestError[Nothing],
        TakesContextReadArgsRequestElapsed[Nothing],
        TakesContextReadArgsTriggerValueAttempt[Nothing],
        TakesContextReadArgsTriggerValueValue[Nothing],
        TakesContextReadArgsTriggerValueError[Nothing],
        TakesContextReadArgsTriggerValueElapsed[Nothing],
        TakesContextReadArgsAttemptValue[Nothing],
        TakesContextReadArgsAttemptError[Nothing],
        TakesContextReadArgsAttemptElapsed[Nothing],
        TakesContextReadArgsValueError[Nothing],
        TakesContextReadArgsValueElapsed[Nothing],
        TakesContextReadArgsErrorElapsed[Nothing],
        TakesContextRequestTriggerValueAttempt[Nothing],
        TakesContextRequestTriggerValueValue[Nothing],
        TakesContextRequestTriggerValueError[Nothing],
        TakesContextRequestTriggerValueElapsed[Nothing],
        TakesContextRequestAttemptValue[Nothing],
        TakesContextRequestAttemptError[Nothing],
        TakesContextRequestAttemptElapsed[Nothing],
        TakesContextRequestValueError[Nothing],
        TakesContextRequestValueElapsed[Nothing],
        TakesContextRequestErrorElapsed[Nothing],
        TakesContextTriggerValueAttemptValue[Nothing],
        TakesContextTriggerValueAttemptError[Nothing],
        TakesContextTriggerValueAttemptElapsed[Nothing],
        TakesContextTriggerValueValueError[Nothing],
        TakesContextTriggerValueValueElapsed[Nothing],
        TakesContextTriggerValueErrorElapsed[Nothing],
        TakesContextAttemptValueError[Nothing],
        TakesContextAttemptValueElapsed[Nothing],
        TakesContextAttemptErrorElapsed[Nothing],
        TakesContextValueErrorElapsed[Nothing],
        TakesReadArgsRequestTriggerValueAttempt[Nothing],
        TakesReadArgsRequestTriggerValueValue[Nothing],
        TakesReadArgsRequestTriggerValueError[Nothing],
        TakesReadArgsRequestTriggerValueElapsed[Nothing],
        TakesReadArgsRequestAttemptValue[Nothing],
        TakesReadArgsRequestAttemptError[Nothing],
        TakesReadArgsRequestAttemptElapsed[Nothing],
        TakesReadArgsRequestValueError[Nothing],
        TakesReadArgsRequestValueElapsed[Nothing],
        TakesReadArgsRequestErrorElapsed[Nothing],
        TakesReadArgsTriggerValueAttemptValue[Nothing],
        TakesReadArgsTriggerValueAttemptError[Nothing],
        TakesReadArgsTriggerValueAttemptElapsed[Nothing],
        TakesReadArgsTriggerValueValueError[Nothing],
        TakesReadArgsTriggerValueValueElapsed[Nothing],
        TakesReadArgsTriggerValueErrorElapsed[Nothing],
        TakesReadArgsAttemptValueError[Nothing],
        TakesReadArgsAttemptValueElapsed[Nothing],
        TakesReadArgsAttemptErrorElapsed[Nothing],
        TakesReadArgsValueErrorElapsed[Nothing],
        TakesRequestTriggerValueAttemptValue[Nothing],
        TakesRequestTriggerValueAttemptError[Nothing],
        TakesRequestTriggerValueAttemptElapsed[Nothing],
        TakesRequestTriggerValueValueError[Nothing],
        TakesRequestTriggerValueValueElapsed[Nothing],
        TakesRequestTriggerValueErrorElapsed[Nothing],
        TakesRequestAttemptValueError[Nothing],
        TakesRequestAttemptValueElapsed[Nothing],
        TakesRequestAttemptErrorElapsed[Nothing],
        TakesRequestValueErrorElapsed[Nothing],
        TakesTriggerValueAttemptValueError[Nothing],
        TakesTriggerValueAttemptValueElapsed[Nothing],
        TakesTriggerValueAttemptErrorElapsed[Nothing],
        TakesTriggerValueValueErrorElapsed[Nothing],
        TakesAttemptValueErrorElapsed[Nothing],
        TakesInvocationAndMore[Nothing],
        TakesOutcomeAndMore[Nothing],
        TakesFunctionAndMore[Nothing],
        TakesInvocationIdAndMore[Nothing],
        TakesContextAndMore[Nothing],
        TakesReadArgsAndMore[Nothing],
        TakesRequestAndMore[Nothing],
        TakesTriggerValueAndMore[Nothing],
        TakesAttemptAndMore[Nothing],
        TakesValueAndMore[Nothing],
        TakesErrorAndMore[Nothing],
        TakesElapsedAndMore[Nothing],
    ],
)

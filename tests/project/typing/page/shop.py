# shop.py
import azure.functions as func
from funcext_core import Invocation, hookimpl

class Tokens:
    """Turn away requests without the token."""
    on_error = "fail"
    triggers = ("httpTrigger",)

    def __init__(self, token: str = "secret") -> None:
        self.token = token

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        request = invocation.request
        if request is None or request.headers.get("authorization") != f"Bearer {self.token}":
            invocation.refuse(401, "no token")

class Once:
    """Process each message of a queue once."""
    triggers = ("queueTrigger",)

    def __init__(self) -> None:
        self.last_id: str | None = None

    @hookimpl
    def pre_invocation(self, invocation: Invocation, trigger_value: func.QueueMessage) -> None:
        if trigger_value.id == self.last_id:
            invocation.respond()
        self.last_id = trigger_value.id

def hello(req: func.HttpRequest) -> str:
    return "Hello!"

async def hello_async(req: func.HttpRequest) -> str:
    return "Hello!"

def on_order(msg: func.QueueMessage) -> None: ...

# test_shop.py
from collections.abc import Callable
import pytest
from funcext_core.testing import ClientFactory, queue_message
from shop import Once, Tokens, hello, hello_async, on_order

@pytest.mark.parametrize("function", [hello, hello_async])
def test_a_request_needs_a_token(funcext_client: ClientFactory, function: Callable[..., object]) -> None:
    client = funcext_client(function, plugins=[Tokens()])
    path = f"/api/{client.functions[0]}"
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"authorization": "Bearer secret"}).text == "Hello!"

def test_a_message_is_processed_once(funcext_client: ClientFactory) -> None:
    client = funcext_client(on_order, plugins=[Once()])
    results = [client.invoke("on_order", queue_message(id="1")) for _ in range(2)]
    assert [result.skipped_by for result in results] == [None, "once"]

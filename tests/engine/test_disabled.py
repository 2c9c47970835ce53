"""The app settings that disable functions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from funcext_core._engine.disabled import is_disabled


@pytest.mark.parametrize(
    ("environ", "disabled"),
    [
        ({}, False),
        ({"AzureWebJobs.tick.Disabled": "true"}, True),
        ({"AzureWebJobs.tick.Disabled": "True"}, True),
        ({"AzureWebJobs.tick.Disabled": "1"}, True),
        ({"AzureWebJobs_tick_Disabled": "true"}, True),
        ({"AZUREWEBJOBS.TICK.DISABLED": "true"}, True),
        ({"AzureWebJobs.tick.Disabled": "false"}, False),
        ({"AzureWebJobs.tick.Disabled": "0"}, False),
        ({"AzureWebJobs.tick.Disabled": ""}, False),
        ({"AzureWebJobs.tick.Disabled": "yes"}, False),
        ({"AzureWebJobs.tock.Disabled": "true"}, False),
        ({"AzureWebJobs.tick_Disabled": "true"}, False),
        ({"AzureWebJobs.tick.Disabled": "0", "AzureWebJobs_tick_Disabled": "1"}, True),
    ],
)
def test_a_setting_disables_a_function(environ: Mapping[str, str], disabled: bool) -> None:
    assert is_disabled("tick", environ) is disabled

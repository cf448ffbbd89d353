"""Channels of electromyograms whose names say no muscle are told together."""

from __future__ import annotations

from ilium.muscles.emg import without_muscle


def test_channels_without_a_muscle_are_told_in_one_sentence():
    (told,) = without_muscle(["EMG1", "EMG2", "trigger"])
    assert "EMG1, EMG2, trigger" in told.what
    assert told.value == 3.0


def test_where_every_channel_has_its_muscle_nothing_is_told():
    assert without_muscle([]) == ()

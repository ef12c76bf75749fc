#!/usr/bin/env python3
"""Writes what the Python package exchange_calendars knows of New York's sessions of 1990 to 2030.

Usage: python3 -m venv V && V/bin/pip install exchange_calendars==4.13.2 && V/bin/python scripts/xnys-oracle.py
Writes sandbox-montecarlo/src/test/resources/finagent/market/xnys.txt: weekdays without a session,
and sessions with an early close.
"""
import pathlib

import exchange_calendars
import pandas

schedule = exchange_calendars.get_calendar("XNYS", start="1990-01-01", end="2030-12-31").schedule
closes = schedule["close"].dt.tz_convert("America/New_York").dt.strftime("%H:%M")
lines = [f"# exchange_calendars {exchange_calendars.__version__}, XNYS: {len(closes)} sessions"]
for day in pandas.bdate_range("1990-01-01", "2030-12-31"):
    close = closes.get(day, "closed")
    if close != "16:00":
        lines.append(f"{day.date()} {close}")
root = pathlib.Path(__file__).resolve().parent.parent
(root / "sandbox-montecarlo/src/test/resources/finagent/market/xnys.txt").write_text("\n".join(lines) + "\n")

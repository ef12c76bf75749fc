#!/usr/bin/env python3
"""Writes what Airflow's Livy provider makes of a table of payloads: the real hook is called.

Usage: scripts/livy-payloads.py [--check]
Writes jobs/src/test/resources/finagent/livy/payloads.json; --check compares instead and exits 1 on
a difference. The provider is installed into .livy/provider at first use.
"""
import json
import os
import pathlib
import subprocess
import sys
import venv

PROVIDER = "apache-airflow-providers-apache-livy==4.6.4"
ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = pathlib.Path(os.environ.get("FINAGENT_LIVY_VENV", ROOT / ".livy" / "provider"))
TABLE = ROOT / "jobs/src/test/resources/finagent/livy/payloads.json"
JAR = "file:/opt/finagent/finagent-grid.jar"

# What the hook sends, and we send the same.
EQUAL = {
    "only a file": {},
    "a class": {"class_name": "finagent.jobs.Main"},
    "arguments": {"args": ["run", "--master", "yarn"]},
    "an empty argument": {"args": [""]},
    "arguments of whole numbers": {"args": [0, 7, -3, 9007199254740993]},
    "arguments of fractions": {"args": [1.5, 0.1, -2.0, 0.0, -0.0, 100.0]},
    "small and large fractions": {"args": [1e-4, 1e-5, 1.5e-7, 1e15, 1e16, 1.25e17, 1e22, 2e23, 5e-324]},
    "arguments with all their digits": {"args": [0.30000000000000004, 1.7976931348623157e308, 123456789.125]},
    "arguments of booleans": {"args": [True, False]},
    "arguments of all kinds": {"args": ["--seed", 42, "--level", 0.99, True]},
    "arguments with quotes and other scripts": {"args": ['say "no"', "a\\b", "naïve", "日本", "tab\t"]},
    "no arguments": {"args": []},
    "arguments that are nothing": {"args": None},
    "an empty text for arguments": {"args": ""},
    "jars": {"jars": ["file:/a.jar", "hdfs:///b.jar"]},
    "no jars": {"jars": []},
    "python files": {"py_files": ["a.py", "b.zip"]},
    "files": {"files": ["hdfs:///conf/nightly.yaml"]},
    "archives": {"archives": ["env.tar.gz#env"]},
    "a queue": {"queue": "research"},
    "an empty queue": {"queue": ""},
    "a name": {"name": "finagent-0123456789abcdef"},
    "an empty name": {"name": ""},
    "a user": {"proxy_user": "quant"},
    "an empty user": {"proxy_user": ""},
    "memory in megabytes": {"driver_memory": "512m", "executor_memory": "2048m"},
    "memory in capitals": {"driver_memory": "1G", "executor_memory": "1GB"},
    "memory with a b": {"driver_memory": "1gb", "executor_memory": "10Kb"},
    "memory in terabytes": {"executor_memory": "1t"},
    "memory of many digits": {"driver_memory": "00000000000000001g"},
    "empty memory": {"driver_memory": "", "executor_memory": ""},
    "memory of nothing": {"driver_memory": None, "executor_memory": 0},
    "cores": {"driver_cores": 2, "executor_cores": 4},
    "no cores": {"driver_cores": 0, "executor_cores": 0},
    "cores that are nothing": {"driver_cores": None},
    "executors": {"num_executors": 1000},
    "no executors": {"num_executors": 0},
    "settings": {"conf": {"spark.ui.enabled": "false", "spark.executorEnv.OMP_NUM_THREADS": "1"}},
    "settings of numbers": {"conf": {"spark.sql.shuffle.partitions": 8, "spark.big": 4294967296}},
    "a setting of 0": {"conf": {"spark.task.maxFailures": 0}},
    "settings of booleans": {"conf": {"spark.ui.enabled": False, "spark.speculation": True}},
    "a setting of a space": {"conf": {"spark.app.note": " "}},
    "no settings": {"conf": {}},
    "settings that are nothing": {"conf": None},
    "an empty list for settings": {"conf": []},
    "everything": {
        "proxy_user": "quant", "class_name": "finagent.jobs.Main", "args": ["run", 1], "jars": ["a.jar"],
        "py_files": ["p.py"], "files": ["f.yaml"], "driver_memory": "2g", "driver_cores": 1,
        "executor_memory": "4g", "executor_cores": 2, "num_executors": 3, "archives": ["e.zip"],
        "queue": "q", "name": "n", "conf": {"spark.a": "b", "spark.c": 1},
    },
}

# What the hook refuses, and we refuse.
REFUSED = {
    "arguments in one text": {"args": "run now"},
    "an argument of nothing": {"args": ["run", None]},
    "an argument that is a list": {"args": [["run"]]},
    "an argument that is a map": {"args": [{"a": 1}]},
    "arguments in a map": {"args": {"run": 1}},
    "arguments of a number": {"args": 3},
    "jars in one text": {"jars": "a.jar,b.jar"},
    "a jar of nothing": {"jars": [None]},
    "python files in one text": {"py_files": "a.py"},
    "files in one text": {"files": "f.yaml"},
    "a file in a list": {"files": [["f.yaml"]]},
    "archives in one text": {"archives": "e.zip"},
    "memory without a unit": {"driver_memory": "1024"},
    "memory of a number": {"executor_memory": 1024},
    "memory of a fraction": {"driver_memory": "1.5g"},
    "memory with a space": {"driver_memory": "1 g"},
    "memory with a space after": {"executor_memory": "1g "},
    "memory with a line end": {"executor_memory": "1g\n"},
    "memory below nothing": {"driver_memory": "-1g"},
    "memory of an unknown unit": {"executor_memory": "1p"},
    "memory in bytes": {"executor_memory": "1b"},
    "memory of a unit": {"executor_memory": "g"},
    "memory of a word": {"driver_memory": "lots"},
    "an empty setting": {"conf": {"spark.a": ""}},
    "a setting of nothing": {"conf": {"spark.a": None}},
    "a setting of a fraction": {"conf": {"spark.memory.fraction": 0.6}},
    "a setting of a list": {"conf": {"spark.a": ["b"]}},
    "a setting of a map": {"conf": {"spark.a": {"b": "c"}}},
    "one bad setting of two": {"conf": {"spark.a": "b", "spark.c": ""}},
    "settings in a list": {"conf": ["spark.a=b"]},
    "settings in one text": {"conf": "spark.a=b"},
}

# What the hook sends as text and Livy 0.7.1 then answers with status 500: we send numbers.
AS_NUMBERS = {
    "driver cores as text": {"driver_cores": "2"},
    "executor cores as text": {"executor_cores": "4"},
    "executors as text": {"num_executors": "10"},
}

# What the hook lets through and no Spark can use: we refuse.
STRICTER = {
    "no file": {"file": ""},
    "a file of nothing": {"file": None},
    "cores of a word": {"driver_cores": "many"},
    "cores of a fraction": {"executor_cores": 1.5},
    "cores of a boolean": {"driver_cores": True},
    "cores below nothing": {"executor_cores": -1},
    "executors below nothing": {"num_executors": -2},
    "memory in other digits": {"driver_memory": "\u0661g"},
    "memory in other letters": {"driver_memory": "1\u212a"},
    "jars of numbers": {"jars": [1]},
    "a name of a number": {"name": 5},
    "a queue of a list": {"queue": ["q"]},
    "a setting without a name": {"conf": {"": "a"}},
}


def provider():
    """Runs this script again under a Python that has the provider."""
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", PROVIDER], check=True)
    os.environ["AIRFLOW_HOME"] = str(HOME / "airflow")
    os.environ["FINAGENT_LIVY_INSIDE"] = "1"
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def told(case):
    from airflow.providers.apache.livy.hooks.livy import LivyHook

    parameters = {"file": JAR, **case}
    try:
        return {"parameters": parameters, "body": json.loads(json.dumps(LivyHook.build_post_batch_body(**parameters)))}
    except (TypeError, ValueError) as e:
        return {"parameters": parameters, "refused": str(e)}


def main():
    if "FINAGENT_LIVY_INSIDE" not in os.environ:
        provider()
    from importlib.metadata import version

    groups = {"equal": EQUAL, "refused": REFUSED, "as-numbers": AS_NUMBERS, "stricter": STRICTER}
    table = {name: {case: told(parameters) for case, parameters in group.items()} for name, group in groups.items()}
    for name, group in table.items():
        for case, one in group.items():
            if ("refused" in one) != (name == "refused"):
                sys.exit(f"livy-payloads: '{case}' is among '{name}', but the hook says {one}")
    table["provider"] = version("apache-airflow-providers-apache-livy")
    text = json.dumps(table, indent=1, sort_keys=True) + "\n"
    if "--check" in sys.argv[1:]:
        if TABLE.read_text() != text:
            sys.exit(f"livy-payloads: the hook of {table['provider']} differs from {TABLE}; run without --check and look")
        print(f"the hook of {table['provider']} answers as {TABLE.name} says: {sum(map(len, groups.values()))} payloads")
        return
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(text)
    print(f"wrote {sum(map(len, groups.values()))} payloads of provider {table['provider']} to {TABLE}")


main()

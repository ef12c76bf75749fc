"""The life cycle of batches with a real Livy server, by the hook of Airflow's provider.

Usage: python hook.py JAR submit NAME | JAR state ID | JAR cycle   (AIRFLOW_CONN_LIVY_DEFAULT says where)
"""
import sys
import time

from airflow.providers.apache.livy.hooks.livy import LivyHook

JAR, WHAT, *REST = sys.argv[1:]
HEADERS = {"X-Requested-By": "airflow"}


def body(name, count, millis, code=0):
    return dict(file=f"file:{JAR}", class_name="Lines", args=[count, millis, code], name=name,
                driver_memory="512m", driver_cores=1, conf={"spark.ui.enabled": "false"})


def refused(what, call):
    try:
        call()
    except Exception as e:
        print(f"ok: hook: {what}: {str(e).splitlines()[0][:120]}")
        return
    sys.exit(f"hook: not refused: {what}")


hook = LivyHook(extra_headers=HEADERS)
if WHAT == "submit":
    print(hook.post_batch(**body(REST[0], 100, 20)))
elif WHAT == "state":
    print(hook.get_batch_state(int(REST[0])).value)
else:
    refused("CSRF", lambda: LivyHook().post_batch(**body("hook-csrf", 1, 1)))
    number = hook.post_batch(**body("hook-one", 100, 20))
    refused("name clash", lambda: hook.post_batch(**body("hook-one", 1, 1)))
    end = time.time() + 120
    while hook.get_batch_state(number) not in LivyHook.TERMINAL_STATES and time.time() < end:
        time.sleep(0.5)
    state = hook.get_batch_state(number).value
    if state != "success":
        sys.exit(f"hook: the batch is {state}")
    print("ok: hook: success")
    log = hook.get_batch_logs(number, 0, 1000)["log"]
    print(f"ok: hook: {len(log)} lines of 200 and more")
    hook.delete_batch(number)
    refused("404", lambda: hook.get_batch(number))

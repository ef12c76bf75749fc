/** Pipelines as DAG files of Apache Airflow; the files hold settings and no logic. */
@NullMarked
package finagent.jobs.airflow;

import org.jspecify.annotations.NullMarked;

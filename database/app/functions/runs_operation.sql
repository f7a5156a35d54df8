-- Whether the session's task force runs an operation. Apart from the policies of operations, which would ask for participants in turn.
CREATE OR REPLACE FUNCTION app.runs_operation(operation uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN EXISTS (SELECT FROM app.operations o
                  WHERE o.id = operation AND o.task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force()));
GRANT EXECUTE ON FUNCTION app.runs_operation(uuid) TO tracker_app;

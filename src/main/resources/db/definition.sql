-- How the tables are defined whose rows are never to change: a line for each thing. The tables of the months of decisions are
-- told of together, as decision_MONTH; what holds for some of them only is said with how many.
WITH here AS (
    SELECT oid, CASE WHEN relispartition THEN 'decision_MONTH' ELSE relname END AS name,
        CASE WHEN relispartition THEN (SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r' AND relnamespace = current_schema()::regnamespace) ELSE 1 END AS of,
        relname, relkind, relrowsecurity, relforcerowsecurity, relpersistence, relispartition, relpartbound, relowner, relacl,
        CASE WHEN relowner = (SELECT relowner FROM pg_class WHERE oid = to_regclass('ledger')) THEN '' ELSE ' of another owner' END AS owned
    FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
), kept AS (
    SELECT * FROM here WHERE relname <> 'flyway_schema_history'
), told AS (
    SELECT name, of, format('table %s %s %s%s%s%s', name, relkind, relpersistence,
        CASE WHEN relrowsecurity THEN ' row security' ELSE '' END, CASE WHEN relforcerowsecurity THEN ' forced' ELSE '' END, owned) AS line
    FROM kept
    UNION ALL
    SELECT name, of, format('column %s.%s %s%s%s%s%s%s', name, attname, format_type(atttypid, atttypmod),
        CASE WHEN attcollation <> typcollation THEN ' of another collation' ELSE '' END,
        CASE WHEN attnotnull THEN ' not null' ELSE '' END, CASE attidentity WHEN '' THEN '' ELSE ' identity ' || attidentity::text END,
        CASE attgenerated WHEN '' THEN '' ELSE ' generated ' || attgenerated::text END,
        coalesce(' default ' || pg_get_expr(adbin, adrelid), ''))
    FROM kept JOIN pg_attribute ON attrelid = kept.oid JOIN pg_type ON pg_type.oid = atttypid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT name, of, format('constraint on %s: %s%s', name, replace(pg_get_constraintdef(c.oid), relname, name),
        CASE WHEN convalidated THEN '' ELSE ' not validated' END)
    FROM kept JOIN pg_constraint c ON conrelid = kept.oid WHERE contype NOT IN ('n', 't')
    UNION ALL
    SELECT name, of, format('index on %s: %s%s', name,
        regexp_replace(replace(pg_get_indexdef(indexrelid), relname, name), '^CREATE (UNIQUE )?INDEX \S+ ON (ONLY )?\S+ ', '\1'),
        CASE WHEN indisvalid AND indisready AND indislive THEN '' ELSE ' not valid' END)
    FROM kept JOIN pg_index ON indrelid = kept.oid
    UNION ALL
    SELECT name, of, format('trigger on %s: %s, %s', name,
        replace(regexp_replace(pg_get_triggerdef(t.oid, true), '^CREATE ', ''), relname, name),
        CASE tgenabled WHEN 'O' THEN 'enabled' ELSE 'state ' || tgenabled::text END)
    FROM here JOIN pg_trigger t ON tgrelid = here.oid WHERE NOT tgisinternal
    UNION ALL
    SELECT name, of, format('internal trigger on %s: %s', name, CASE tgenabled WHEN 'O' THEN 'enabled' ELSE 'state ' || tgenabled::text END)
    FROM here JOIN pg_trigger ON tgrelid = here.oid WHERE tgisinternal AND tgenabled <> 'O'
    UNION ALL
    SELECT name, of, format('rule %s on %s', rulename, name)
    FROM here JOIN pg_rewrite ON ev_class = here.oid
    UNION ALL
    SELECT name, of, format('policy %s on %s', polname, name)
    FROM here JOIN pg_policy ON polrelid = here.oid
    UNION ALL
    SELECT name, 1, format('child of %s: %s', name, child.oid::regclass)
    FROM here JOIN pg_inherits ON inhparent = here.oid JOIN pg_class child ON child.oid = inhrelid
    WHERE NOT child.relispartition OR name <> 'decision' OR child.relnamespace <> current_schema()::regnamespace
    UNION ALL
    SELECT name, 1, format('partition %s: %s', relname, pg_get_expr(relpartbound, oid))
    FROM kept
    WHERE relispartition AND pg_get_expr(relpartbound, oid) IS DISTINCT FROM CASE WHEN relname ~ '^decision_20\d\d_(0[1-9]|1[0-2])$' THEN
        (SELECT format('FOR VALUES FROM (%L) TO (%L)', decision_id_at(month AT TIME ZONE 'UTC'),
                decision_id_at((month + interval '1 month') AT TIME ZONE 'UTC'))
         FROM (SELECT make_date(substr(relname, 10, 4)::integer, substr(relname, 15, 2)::integer, 1)::timestamp AS month) of_name) END
    UNION ALL
    SELECT name, of, format('grant on %s: %s to %s', name, privilege_type,
        CASE WHEN grantee = 0 THEN 'public' WHEN grantee = current_user::regrole THEN 'the server' ELSE 'somebody else' END)
    FROM kept, aclexplode(coalesce(relacl, acldefault('r', relowner)))
    WHERE NOT (grantee = relowner AND grantee <> current_user::regrole)
    UNION ALL
    SELECT name, of, format('grant on %s.%s: %s to %s', name, attname, privilege_type,
        CASE WHEN grantee = 0 THEN 'public' WHEN grantee = current_user::regrole THEN 'the server' ELSE 'somebody else' END)
    FROM kept JOIN pg_attribute ON attrelid = kept.oid, aclexplode(attacl)
    WHERE attnum > 0 AND NOT attisdropped AND NOT (grantee = relowner AND grantee <> current_user::regrole)
    UNION ALL
    SELECT proname, 1, format('function %s(%s) %s %s returns %s: %s%s%ssource %s', proname, pg_get_function_identity_arguments(p.oid),
        lanname, provolatile, prorettype::regtype, CASE WHEN prosecdef THEN 'as its owner, ' ELSE '' END,
        CASE WHEN proowner = (SELECT relowner FROM pg_class WHERE oid = to_regclass('ledger')) THEN '' ELSE 'of another owner, ' END,
        coalesce('with ' || (SELECT string_agg(split_part(setting, '=', 1), ', ') FROM unnest(proconfig) setting) || ', ', ''),
        encode(sha256(convert_to(regexp_replace(replace(coalesce(prosrc, ''), current_user, 'ROLE'), '\s+', ' ', 'g'), 'UTF8')), 'hex'))
    FROM pg_proc p JOIN pg_language l ON l.oid = prolang WHERE pronamespace = current_schema()::regnamespace
    UNION ALL
    SELECT proname, 1, format('grant on function %s: %s to %s', proname, privilege_type, CASE WHEN grantee = 0 THEN 'public' ELSE 'somebody else' END)
    FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
    WHERE pronamespace = current_schema()::regnamespace AND grantee NOT IN (proowner, current_user::regrole)
    UNION ALL
    SELECT oprname, 1, format('operator %s', o.oid::regoperator) FROM pg_operator o WHERE oprnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT evtname, 1, format('event trigger %s on %s', evtname, evtevent) FROM pg_event_trigger
    UNION ALL
    SELECT 'replica', 1, format('setting of %s: %s', coalesce(setrole::regrole::text, 'all'), lower(setting))
    FROM pg_db_role_setting, unnest(setconfig) setting
    WHERE setting ~* '^session_replication_role=' OR setting ~* '^search_path=.*pg_catalog'
    UNION ALL
    SELECT 'replica', 1, 'triggers are off for ' || current_setting('session_replication_role')
    WHERE current_setting('session_replication_role') <> 'origin'
    UNION ALL
    SELECT 'path', 1, 'the search path names pg_catalog' WHERE current_setting('search_path') ~* 'pg_catalog'
    UNION ALL
    SELECT rolname, 1, format('the server is or may act as %s', CASE WHEN oid = current_user::regrole THEN 'a superuser' ELSE rolname END)
    FROM pg_roles
    WHERE (rolsuper OR rolbypassrls OR rolname IN ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program'))
        AND pg_has_role(current_user, oid, 'MEMBER')
)
SELECT line || CASE WHEN count(*) = of THEN '' ELSE format(' (%s of %s)', count(*), of) END
FROM told GROUP BY line, name, of ORDER BY 1

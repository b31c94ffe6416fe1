-- How the tables are defined whose rows are never to change: a line for each thing. The tables of the months of decisions are
-- told of together, as decision_MONTH; what holds for some of them only is said with how many.
WITH kept AS (
    SELECT oid, CASE WHEN relispartition THEN 'decision_MONTH' ELSE relname END AS name,
        CASE WHEN relispartition THEN (SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r' AND relnamespace = current_schema()::regnamespace) ELSE 1 END AS of,
        relname, relkind, relrowsecurity, relforcerowsecurity, relpersistence, relowner, relacl
    FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname NOT IN ('node', 'flyway_schema_history')
), told AS (
    SELECT name, of, format('table %s %s %s%s%s', name, relkind, relpersistence,
        CASE WHEN relrowsecurity THEN ' row security' ELSE '' END, CASE WHEN relforcerowsecurity THEN ' forced' ELSE '' END) AS line
    FROM kept
    UNION ALL
    SELECT name, of, format('column %s.%s %s%s%s%s', name, attname, format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN ' not null' ELSE '' END, CASE attidentity WHEN '' THEN '' ELSE ' identity ' || attidentity::text END,
        coalesce(' default ' || pg_get_expr(adbin, adrelid), ''))
    FROM kept JOIN pg_attribute ON attrelid = kept.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT name, of, format('constraint on %s: %s%s', name, replace(pg_get_constraintdef(c.oid), relname, name),
        CASE WHEN convalidated THEN '' ELSE ' not validated' END)
    FROM kept JOIN pg_constraint c ON conrelid = kept.oid WHERE contype <> 'n'
    UNION ALL
    SELECT name, of, format('index on %s: %s%s', name,
        regexp_replace(replace(pg_get_indexdef(indexrelid), relname, name), '^CREATE (UNIQUE )?INDEX \S+ ON (ONLY )?\S+ ', '\1'),
        CASE WHEN indisvalid THEN '' ELSE ' not valid' END)
    FROM kept JOIN pg_index ON indrelid = kept.oid
    UNION ALL
    SELECT name, of, format('trigger %s on %s: %s of type %s, %s', replace(tgname, relname, name), name, tgfoid::regproc, tgtype,
        CASE tgenabled WHEN 'O' THEN 'enabled' ELSE 'state ' || tgenabled::text END)
    FROM kept JOIN pg_trigger ON tgrelid = kept.oid WHERE NOT tgisinternal
    UNION ALL
    SELECT name, of, format('internal trigger on %s: %s', name, CASE tgenabled WHEN 'O' THEN 'enabled' ELSE 'state ' || tgenabled::text END)
    FROM kept JOIN pg_trigger ON tgrelid = kept.oid WHERE tgisinternal AND tgenabled <> 'O'
    UNION ALL
    SELECT name, of, format('rule %s on %s', rulename, name)
    FROM kept JOIN pg_rewrite ON ev_class = kept.oid
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
    SELECT proname, 1, format('function %s: %s%s', proname, CASE WHEN prosecdef THEN 'as its owner, ' ELSE '' END,
        'source ' || encode(sha256(convert_to(regexp_replace(replace(prosrc, current_user, 'ROLE'), '\s+', ' ', 'g'), 'UTF8')), 'hex'))
    FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
    UNION ALL
    SELECT evtname, 1, format('event trigger %s on %s', evtname, evtevent) FROM pg_event_trigger
)
SELECT line || CASE WHEN count(*) = of THEN '' ELSE format(' (%s of %s)', count(*), of) END
FROM told GROUP BY line, name, of ORDER BY 1

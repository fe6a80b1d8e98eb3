"""What somebody would write into a document, a file name or an option to make a program do what it should not.

Each begins or ends with what a test can look for, and none holds a character that readers take out: those are in
`UNCLEAN`.
"""

from __future__ import annotations

INJECTIONS = {
    "sql_statement": "x'; DROP TABLE public.targets; --",
    "sql_comment": "x' OR 1=1 /* ",
    "sql_union": 'x" UNION SELECT rolname, rolpassword FROM pg_authid; --',
    "dollar_quotes": "$$; DELETE FROM public.sources; $$ $tag$ $1 $2 :name :'var' %(x)s",
    "escape_string": r"E'\x27; \047 U&'\0027' \\ \N \. ' '' ''' \' \"",
    "psql_meta": r"\! touch /tmp/harm \copy targets to /tmp/harm \c postgres \gexec `id`",
    "percent": "%s %d %n %(name)s %% %5$s 100% %",
    "braces": "{0} {} {x.__class__} {{}} ${HOME} $(id) `id` #{7*7} {{7*7}} <%= 7 %>",
    "like": r"50%_\%\_ [a-z]* .* ^$ (?=x)",
    "html_script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "html_entities": "<!-- &lt;b&gt; --> ]]> <![CDATA[ &amp;#49; <svg/onload=alert(1)> \"' javascript:alert(1)",
    "formula_equals": "=cmd|' /C calc'!A0",
    "formula_plus": "+1+1+HYPERLINK(1)",
    "formula_minus": "-2+3+SUM(A1)",
    "formula_at": "@SUM(1+1)*cmd",
    "formula_wide": "＝1+1，＠SUM",
    "csv_breaks": 'a,b;"c""d",\'e\'|f',
    "json_breaks": '{"a": [1, \\u0000, "\\ud800"]}',
    "yaml_breaks": "!!python/object/apply:os.system [id] &a *a : - ? | >",
    "shell": "; rm -rf / & | > /tmp/harm && $(id) `id`",
    "path": "../../../etc/passwd %2e%2e/ file:///etc/passwd ~root/",
    "rich_markup": "[bold red]x[/] [link=http://x]y[/link] :smile:",
    "astral": "𠮷👨👩é ß",
    "long": "长" * 300,
    "like_null": "NULL null None NaN Infinity true 0 -0 1e999",
    "array": "{a,b} (1,2) [1,2) {NULL} ROW(1)",
}

#: Characters that no row, no page and no terminal may show: readers drop them.
UNCLEAN = {
    "terminal_colour": "红\x1b[31m色\x1b[0m",
    "terminal_title": "标\x1b]0;owned\x07题",
    "terminal_c1": "清\x9b2J屏",
    "backspaces": "退\b\b\b\x7f格",
    "turned": "倒\u202e写\u202c",
    "isolates": "隔\u2066离\u2069",
    "zero_width": "零\u200b宽\ufeff",
    "null": "空\0字",
    "private": "私\ue000用",
    "line_ends": "换\r\n\u2028\u2029\x85行",
    "stacked": "叠" + "\u0301\u0302" * 20 + "字",
}

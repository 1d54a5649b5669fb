namespace Phusa.Quality.Checks;

/// <summary>
/// Functions of DuckDB that a contract's SQL may call: they look at values only, and none makes large values out of
/// small ones. Files, settings, the environment and other tables are out of their reach.
/// </summary>
internal static class SqlFunctions
{
    public static readonly IReadOnlySet<string> Allowed = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        // numbers
        "abs", "ceil", "ceiling", "floor", "round", "round_even", "trunc", "sqrt", "cbrt", "ln", "log", "log10", "log2",
        "exp", "power", "pow", "mod", "sign", "greatest", "least", "isnan", "isfinite", "isinf", "pi", "divide",
        // texts
        "length", "len", "strlen", "lower", "lcase", "upper", "ucase", "trim", "ltrim", "rtrim", "left", "right",
        "substr", "substring", "replace", "translate", "strip_accents", "nfc_normalize", "starts_with", "ends_with",
        "contains", "prefix", "suffix", "position", "strpos", "instr", "concat", "concat_ws", "reverse", "ascii",
        "unicode", "chr", "regexp_matches", "regexp_full_match", "regexp_extract", "regexp_replace", "like_escape",
        "not_like_escape", "ilike_escape", "not_ilike_escape", "levenshtein", "damerau_levenshtein",
        "jaro_similarity", "jaro_winkler_similarity", "hash", "md5", "sha256",
        // nothing
        "nullif", "ifnull", "constant_or_null",
        // dates and times
        "year", "month", "day", "quarter", "week", "weekofyear", "dayofweek", "isodow", "dayofyear", "hour", "minute",
        "second", "date_part", "datepart", "date_trunc", "datetrunc", "date_diff", "datediff", "date_sub", "date_add",
        "to_years", "to_quarters", "to_months", "to_weeks", "to_days", "to_hours", "to_minutes", "to_seconds", "today",
        "now", "get_current_timestamp", "current_date", "last_day", "make_date", "make_timestamp", "strftime",
        "strptime", "try_strptime", "age", "epoch", "epoch_ms",
        // groups
        "count", "count_star", "count_if", "countif", "sum", "min", "max", "avg", "mean", "median", "mode", "stddev",
        "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop", "quantile", "quantile_cont", "quantile_disc",
        "approx_count_distinct", "approx_quantile", "bool_and", "bool_or", "bit_and", "bit_or", "corr", "covar_pop",
        "covar_samp", "first", "last", "any_value", "arg_min", "arg_max", "min_by", "max_by", "entropy", "skewness",
        "kurtosis", "mad", "product",
        // windows
        "row_number", "rank", "dense_rank", "rank_dense", "percent_rank", "cume_dist", "ntile", "lag", "lead",
        "first_value", "last_value", "nth_value",
        // several values together
        "row", "struct_pack", "list_value",
    };
}

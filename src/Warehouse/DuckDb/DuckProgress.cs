namespace Phusa.Warehouse.DuckDb;

/// <summary>How far the running statement is.</summary>
/// <param name="Percentage">From 0 to 100; -1 when nothing runs or it cannot be told.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="TotalRows">Rows to read, as DuckDB estimates them.</param>
public readonly record struct DuckProgress(double Percentage, long Rows, long TotalRows);

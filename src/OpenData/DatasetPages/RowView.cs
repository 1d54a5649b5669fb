using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>One row, field by field, with where it comes from.</summary>
internal sealed record RowView(
    string Key, IReadOnlyList<AnswerColumn> Columns, IReadOnlyList<object?> Values, TableView Table, IReadOnlyList<Station> River);

using Phusa.Catalog.Contracts;
using Phusa.Intake.Columns;
using Phusa.Intake.Loads;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Unit.Intake.Loads;

public sealed class ReadingChoicesTests
{
    private static readonly DataContract Contract = new()
    {
        Id = "t", Name = "t", Fields =
        [
            new Field { Name = "no", Type = FieldType.Integer, KeyPosition = 1 },
            new Field { Name = "name", TitleVi = "Tên", Type = FieldType.Text, Required = true },
            new Field { Name = "line", Type = FieldType.Integer },
        ],
    };

    [Fact]
    public void A_chosen_heading_goes_before_the_one_that_was_found()
    {
        var choices = Chosen(("Ten cu", "name"), ("Tên", ""));

        var applied = choices.Apply(Read(choices, "no", "Tên", "Ten cu"), Contract);

        Assert.Equal(["no", null, "name"], applied.Value!.Columns.Select(column => column.Field));
    }

    [Fact]
    public void Headings_that_begin_with_a_low_line_are_remarks()
    {
        var choices = new ReadingChoices();

        var applied = choices.Apply(Read(choices, "no", "name", "_line"), Contract);

        Assert.Equal(["no", "name", null], applied.Value!.Columns.Select(column => column.Field));
        Assert.Equal(["line"], applied.Value.MissingFields);
    }

    [Fact]
    public void Leaving_a_required_field_without_a_column_is_refused()
    {
        var choices = Chosen(("Tên", ""));

        var applied = choices.Apply(Read(choices, "no", "Tên"), Contract);

        Assert.Equal(("name", "column.missing"), (applied.Problems[0].Field, Assert.Single(applied.Problems).Code));
    }

    [Fact]
    public void Forms_of_numbers_are_taken_as_chosen()
    {
        var choices = new ReadingChoices(Numbers: new Dictionary<string, NumberForm> { ["no"] = NumberForm.Vietnamese });

        var applied = choices.Apply(Read(choices, "no", "name"), Contract);

        Assert.Equal(NumberForm.Vietnamese, applied.Value!.Columns[0].Numbers);
    }

    private static ReadingChoices Chosen(params (string Header, string Field)[] columns) =>
        new(Columns: columns.ToDictionary(pair => pair.Header, pair => pair.Field));

    private static Understanding Read(ReadingChoices choices, params string[] headers) =>
        new("csv", "UTF-8", ",", null, 1, ColumnMatcher.Match(headers, choices.Named(Contract)), []);
}

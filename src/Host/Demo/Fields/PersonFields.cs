using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;

namespace Phusa.Host.Demo.Fields;

/// <summary>Surname, middle and given name, fitting the sex in another field.</summary>
internal sealed class PersonNameField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : Field(frame)
{
    private readonly Names names = plan.Tables.Names(arguments);
    private readonly SexOf sex = new(arguments, plan);

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        var place = sex.Of(row, to);
        to.Text(names.Surnames[names.SurnameWeights.Pick(ref dice)]);
        to.Byte((byte)' ');
        to.Text(names.Middle[place][dice.Below(names.Middle[place].Count)]);
        to.Byte((byte)' ');
        to.Text(names.Given[place][dice.Below(names.Given[place].Count)]);
    }
}

/// <summary>The sex in another field, as its place in the lists of names: men first.</summary>
internal sealed class SexOf(Arguments arguments, PlanBuilder plan)
{
    private readonly Field field = plan.Field<Field>(arguments.Text("sex"), arguments, "a field");
    private readonly Names names = plan.Tables.Names(arguments);

    public int Of(long row, CsvBuffer scratch)
    {
        var place = names.Sexes.Find(field, row, scratch);
        return place >= 0 ? place : throw arguments.Refuse($"'{field.Name}' holds a sex without names");
    }
}

/// <summary>
/// A citizen number: place of registration, a digit of century and sex (0 and 1 for the 1900s, 2 and 3 for the
/// 2000s, men even), two digits of the year of birth, six digits (Circular 59/2021/TT-BCA, article 4, and its
/// successors keep this form).
/// </summary>
internal sealed class CitizenIdField : Field
{
    private readonly DateField birthDate;
    private readonly SexOf sex;
    private readonly Texts places;
    private readonly Weights weights;

    public CitizenIdField(FieldFrame frame, Arguments arguments, PlanBuilder plan) : base(frame)
    {
        birthDate = plan.Field<DateField>(arguments.Text("birthDate"), arguments, "a date");
        sex = new SexOf(arguments, plan);
        (places, weights) = arguments.Weights("places");
    }

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        var year = birthDate.Day(row).Year;
        var century = (year / 100 - 19) * 2 + sex.Of(row, to);
        to.Text(places[weights.Pick(ref dice)]);
        to.Digits(century);
        to.Digits(year % 100, 2);
        to.Digits(dice.Below(1_000_000), 6);
    }
}

/// <summary>A telephone number: ten digits, eleven for a landline (02…).</summary>
internal sealed class PhoneField(FieldFrame frame, Arguments arguments) : Field(frame)
{
    private readonly Texts prefixes = arguments.Filled("prefixes", longest: 9);

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        var prefix = prefixes[dice.Below(prefixes.Count)];
        var missing = (prefix.StartsWith("02"u8) ? 11 : 10) - prefix.Length;
        to.Text(prefix);
        to.Digits(dice.Below(Powers.Of(missing)), missing);
    }
}

/// <summary>A health-insurance card: group, level of benefit 1–5, place, ten digits.</summary>
internal sealed class HealthCardField : Field
{
    private readonly Texts groups;
    private readonly Weights weights;
    private readonly Texts place;

    public HealthCardField(FieldFrame frame, Arguments arguments) : base(frame)
    {
        (groups, weights) = arguments.Weights("groups");
        place = new Texts([arguments.Text("place")]);
    }

    public override void WriteValue(long row, CsvBuffer to)
    {
        var dice = Roll(row);
        to.Text(groups[weights.Pick(ref dice)]);
        to.Digits(1 + dice.Below(5));
        to.Text(place[0]);
        to.Digits(dice.Below(Powers.Of(10)), 10);
    }
}

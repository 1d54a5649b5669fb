using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Fields;

/// <summary>The kinds of field that a recipe may name.</summary>
internal static class FieldKinds
{
    public static Field Read(string kind, FieldFrame frame, Arguments arguments, PlanBuilder plan)
    {
        return kind switch
        {
            "sequence" => new SequenceField(frame, arguments),
            "choice" when arguments.Has("from") => DatasetChoiceField.Read(frame, arguments, plan),
            "choice" => new ListedChoiceField(frame, arguments, plan),
            "weighted" => new WeightedField(frame, arguments),
            "range" => new RangeField(frame, arguments),
            "normal" => new NormalField(frame, arguments, plan),
            "sum" => new CombinedField(frame, arguments, plan, multiply: false),
            "product" => new CombinedField(frame, arguments, plan, multiply: true),
            "date" => new DateField(frame, arguments, plan),
            "timestamp" => new TimestampField(frame, arguments, plan),
            "text-template" => new TemplateField(frame, arguments, plan),
            "person-name" => new PersonNameField(frame, arguments, plan),
            "citizen-id" => new CitizenIdField(frame, arguments, plan),
            "phone" => new PhoneField(frame, arguments),
            "health-card" => new HealthCardField(frame, arguments),
            "commune" => CommuneField.Read(frame, arguments, plan),
            "point-in-province" => new PointField(frame, arguments, plan),
            "address" => new AddressField(frame, arguments, plan),
            _ => throw arguments.Refuse($"unknown kind '{kind}'"),
        };
    }
}

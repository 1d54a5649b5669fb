using System.Globalization;
using System.Text;
using System.Text.Json;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// One value being compared with its schema: where in it, and what was found. Bounded in depth and work, for schemas
/// that refer to themselves without end and for alternatives that multiply.
/// </summary>
internal sealed class SchemaWalk
{
    private const int Deepest = 200;
    private const int MostWork = 2_000_000;
    private const int MostFaults = 1000;

    private readonly List<object> path;
    private readonly Effort effort;
    private readonly string place;

    public SchemaWalk(string place, string start, SchemaUse use)
        : this(place, start.Length == 0 ? [] : [start], use, new Effort())
    {
    }

    private SchemaWalk(string place, List<object> path, SchemaUse use, Effort effort) =>
        (this.place, this.path, Use, this.effort) = (place, path, use, effort);

    public SchemaUse Use { get; }

    public List<SchemaFault> Faults { get; } = [];

    public bool IsTooMuch => effort.IsSpent;

    /// <summary>For an alternative: what it finds counts only when its caller says so.</summary>
    public SchemaWalk Aside() => new(place, path, Use, effort);

    public void Fault(string keyword, Text message)
    {
        if (Faults.Count < MostFaults)
        {
            Faults.Add(new(place, Pointer(), keyword, message));
        }
    }

    /// <summary>Takes over what an alternative found.</summary>
    public void Take(SchemaWalk other) => Faults.AddRange(other.Faults.Take(MostFaults - Faults.Count));

    /// <param name="step">The name of a property, or the number of an item.</param>
    public void Into(object step, Schema schema, JsonElement value)
    {
        path.Add(step);
        schema.Check(value, this);
        path.RemoveAt(path.Count - 1);
    }

    /// <summary>False when the comparing is to go no further.</summary>
    public bool Enter()
    {
        effort.Depth++;
        effort.Work++;
        effort.IsSpent |= effort.Depth > Deepest || effort.Work > MostWork;
        return !effort.IsSpent;
    }

    public void Leave() => effort.Depth--;

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var step in path)
        {
            pointer.Append('/').Append(step is string name
                ? JsonPointer.Escape(name) : Convert.ToString(step, CultureInfo.InvariantCulture));
        }
        return pointer.ToString();
    }

    private sealed class Effort
    {
        public int Depth { get; set; }

        public int Work { get; set; }

        public bool IsSpent { get; set; }
    }
}

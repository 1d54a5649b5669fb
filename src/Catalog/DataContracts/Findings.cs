using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.DataContracts;

/// <summary>Collects what the rules find.</summary>
internal sealed class Findings
{
    public List<Problem> Problems { get; } = [];

    public List<Problem> Warnings { get; } = [];

    public void Refuse(string path, string code, Text message) => Problems.Add(new(path, code, message));

    public void Warn(string path, string code, Text message) => Warnings.Add(new(path, code, message));

    /// <summary>Refuses a name that is not a field of the contract.</summary>
    public Field? NeedField(DataContract contract, string? name, string path)
    {
        if (name is not null && contract.FindField(name) is { } found)
        {
            return found;
        }
        Refuse(path, "contract.no-such-field", T.ContractNoSuchField(name, Wording.Suggestion(
            NearestWord.To(name ?? "", contract.Fields.Select(field => field.Name)))));
        return null;
    }

    public void NeedFields(DataContract contract, IEnumerable<string> names, string path)
    {
        foreach (var (index, name) in names.Index())
        {
            NeedField(contract, name, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"));
        }
    }

    public static string FieldPath(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"schema[0].properties[{index}]");
}

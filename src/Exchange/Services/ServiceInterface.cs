using Phusa.Catalog.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Texts;
using Member = Phusa.Exchange.Members.Member;

namespace Phusa.Exchange.Services;

/// <summary>Something that can be asked of a service.</summary>
/// <param name="Name">As programs know it: <c>lookUp</c>, <c>GET /projects/{id}</c>, a SOAP operation.</param>
internal sealed record NamedOperation(string Name, Text Title);

/// <summary>A field that an agreement may name.</summary>
/// <param name="Name">Of a forwarded service the dotted path in its answers.</param>
/// <param name="LeavesItsAgency">Whether anybody but the owner may ask for it.</param>
internal sealed record ServiceField(
    string Name, Text Title, FieldType Type, bool IsKey, PersonalData PersonalData, bool LeavesItsAgency)
{
    /// <summary>Sensitive data is for agencies alone.</summary>
    public bool MayBeAskedBy(Member consumer) =>
        LeavesItsAgency && (PersonalData != PersonalData.Sensitive || consumer.Agency is not null);

    /// <summary>What even officials of other agencies are not shown with a mask stays where it is; see <c>AccessDecision</c>.</summary>
    public static ServiceField Of(Field field) => new(
        field.Name, field.Title, field.Type, field.IsKey, field.PersonalData,
        field.PersonalData == PersonalData.None || field.Mask is not (null or Mask.Hide));

    /// <summary>Other systems answer as they always do, without masks: it is for the owner to grant or refuse.</summary>
    public static ServiceField Of(AnswerField field) => new(
        field.Path, Text.Same(field.Title), field.Type, false, field.PersonalData, true);
}

/// <summary>What can be asked of a service, and what of its answers an agreement may name.</summary>
internal sealed record ServiceInterface(IReadOnlyList<NamedOperation> Operations, IReadOnlyList<ServiceField> Fields)
{
    /// <summary>Of a dataset; only there can rows be chosen.</summary>
    public DataContract? Contract { get; init; }

    public ApiDocument? Api { get; init; }

    public WsdlDocument? Wsdl { get; init; }

    /// <summary>
    /// Whether an agreement is on whole messages, with no field named: those of SOAP, and answers of which the document
    /// describes no property.
    /// </summary>
    public bool IsWhole => Fields.Count == 0;

    public ServiceField? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name);

    public static ServiceInterface Of(DataContract contract) => new(
        [.. ServiceOperations.Of(contract).Select(one => new NamedOperation(Word.Of(one), ServiceWords.Of(one)))],
        [.. contract.Fields.Select(ServiceField.Of)]) { Contract = contract };

    public static ServiceInterface Of(ApiDocument document) => new(
        [
            .. document.Operations.Select(one => new NamedOperation(
                $"{one.Method} {one.Path.Text}", Text.Same(one.Summary ?? one.Id ?? ""))),
        ],
        [.. AnswerFields.Of(document).Select(ServiceField.Of)]) { Api = document };

    public static ServiceInterface Of(WsdlDocument document) => new(
        [.. document.Operations.Select(one => new NamedOperation(one.Name, Text.Same(one.Action)))], []) { Wsdl = document };
}

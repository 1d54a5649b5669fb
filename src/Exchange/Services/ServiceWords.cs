using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Services;

/// <summary>States, operations and classes of services as people read them.</summary>
internal static class ServiceWords
{
    public static Text Of(ServiceKind kind) => kind switch
    {
        ServiceKind.Dataset => T.KindDataset,
        ServiceKind.Rest => T.KindRest,
        _ => T.KindSoap,
    };

    public static Text Of(ServiceState state) => state switch
    {
        ServiceState.Draft => T.ServiceDraft,
        ServiceState.Published => T.ServicePublished,
        ServiceState.Deprecated => T.ServiceDeprecated,
        _ => T.ServiceRetired,
    };

    public static TagTone Tone(ServiceState state) => state switch
    {
        ServiceState.Published => TagTone.Good,
        ServiceState.Deprecated => TagTone.Warning,
        ServiceState.Retired => TagTone.Bad,
        _ => TagTone.Plain,
    };

    public static Text Of(ServiceOperation operation) => operation switch
    {
        ServiceOperation.LookUp => T.OperationLookUp,
        ServiceOperation.List => T.OperationList,
        ServiceOperation.Existence => T.OperationExistence,
        ServiceOperation.Changes => T.OperationChanges,
        ServiceOperation.Bulk => T.OperationBulk,
        _ => T.OperationDigest,
    };

    public static Text Of(Classification kind) => kind switch
    {
        Classification.Open => T.ClassificationOpen,
        Classification.Shared => T.ClassificationShared,
        Classification.Restricted => T.ClassificationRestricted,
        Classification.Important => T.ClassificationImportant,
        _ => T.ClassificationCore,
    };

    public static TagTone Tone(Classification kind) =>
        kind is Classification.Important or Classification.Core ? TagTone.Warning : TagTone.Plain;

    public static Text Of(PersonalData personal) => personal switch
    {
        PersonalData.None => T.PersonalNone,
        PersonalData.Basic => T.PersonalBasic,
        _ => T.PersonalSensitive,
    };
}

using Phusa.Exchange.Credentials;
using Phusa.Exchange.Events;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Members;

/// <summary>Classes, states, kinds and deeds as people read them.</summary>
internal static class ExchangeWords
{
    public static IReadOnlyList<SelectOption> Classes =>
        [.. Enum.GetValues<MemberClass>().Select(one => new SelectOption(one.ToString(), Of(one)))];

    public static Text Of(MemberClass kind) => kind == MemberClass.GOV ? T.ClassGov : T.ClassCom;

    public static Text Of(MemberState state) => state == MemberState.Active ? T.StateActive : T.StateSuspended;

    public static TagTone Tone(MemberState state) => state == MemberState.Active ? TagTone.Good : TagTone.Bad;

    public static Text Of(SystemState state) => state switch
    {
        SystemState.Registered => T.StateRegistered,
        SystemState.Active => T.StateActive,
        _ => T.StateSuspended,
    };

    public static TagTone Tone(SystemState state) => state switch
    {
        SystemState.Registered => TagTone.Warning,
        SystemState.Active => TagTone.Good,
        _ => TagTone.Bad,
    };

    public static Text Of(CredentialKind kind) => kind switch
    {
        CredentialKind.Secret => T.KindSecret,
        CredentialKind.PublicKey => T.KindPublicKey,
        _ => T.KindCertificate,
    };

    public static Text Of(ExchangeAction action) => action switch
    {
        ExchangeAction.MemberRegistered => T.DoneMemberRegistered,
        ExchangeAction.MemberChanged => T.DoneMemberChanged,
        ExchangeAction.MemberSuspended => T.DoneMemberSuspended,
        ExchangeAction.MemberActivated => T.DoneMemberActivated,
        ExchangeAction.SystemRegistered => T.DoneSystemRegistered,
        ExchangeAction.SystemChanged => T.DoneSystemChanged,
        ExchangeAction.SystemSuspended => T.DoneSystemSuspended,
        ExchangeAction.SystemActivated => T.DoneSystemActivated,
        ExchangeAction.CredentialAdded => T.DoneCredentialAdded,
        ExchangeAction.CredentialWithdrawn => T.DoneCredentialWithdrawn,
        ExchangeAction.ServiceDrafted => T.DoneServiceDrafted,
        ExchangeAction.ServicePublished => T.DoneServicePublished,
        ExchangeAction.ServiceDeprecated => T.DoneServiceDeprecated,
        ExchangeAction.ServiceRetired => T.DoneServiceRetired,
        ExchangeAction.DocumentChanged => T.DoneDocumentChanged,
        ExchangeAction.UpstreamChanged => T.DoneUpstreamChanged,
        ExchangeAction.UpstreamAnswers => T.DoneUpstreamAnswers,
        ExchangeAction.UpstreamFails => T.DoneUpstreamFails,
        ExchangeAction.AgreementRequested => T.DoneAgreementRequested,
        ExchangeAction.AgreementApproved => T.DoneAgreementApproved,
        ExchangeAction.AgreementGranted => T.DoneAgreementGranted,
        ExchangeAction.AgreementRefused => T.DoneAgreementRefused,
        ExchangeAction.AgreementSuspended => T.DoneAgreementSuspended,
        ExchangeAction.AgreementResumed => T.DoneAgreementResumed,
        ExchangeAction.AgreementEnded => T.DoneAgreementEnded,
        ExchangeAction.AlertOpened => T.DoneAlertOpened,
        ExchangeAction.AlertClosed => T.DoneAlertClosed,
        ExchangeAction.SubscriptionAdded => T.DoneSubscriptionAdded,
        ExchangeAction.SubscriptionActivated => T.DoneSubscriptionActivated,
        ExchangeAction.SubscriptionChanged => T.DoneSubscriptionChanged,
        ExchangeAction.SubscriptionSecretChanged => T.DoneSubscriptionSecretChanged,
        ExchangeAction.SubscriptionReplayed => T.DoneSubscriptionReplayed,
        ExchangeAction.SubscriptionStopped => T.DoneSubscriptionStopped,
        ExchangeAction.SubscriptionRemoved => T.DoneSubscriptionRemoved,
        _ => Federation.PeerWords.Of(action),
    };
}

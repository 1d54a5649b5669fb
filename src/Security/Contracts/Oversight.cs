using Phusa.Kernel.Outcomes;
using Phusa.Security.Complaints;
using Phusa.Security.Withholdings;

namespace Phusa.Security.Contracts;

/// <summary>A withholding as it is asked for.</summary>
/// <param name="Kind">Agency, System, Agreement or Dataset.</param>
/// <param name="Object">The agency's code, the system's or agreement's id, the dataset's name.</param>
/// <param name="Renews">The one that it goes on with, whose object and first day it keeps.</param>
public sealed record WithholdingOrder(
    string? OrderedBy, string? Citation, string? Kind, string? Object, DateOnly? From, DateOnly? To, Guid? Renews = null);

/// <summary>A complaint as it is handed in.</summary>
/// <param name="Entry">The number in the ledger of the access that it is about.</param>
/// <param name="Said">That access as it was told; may be left out.</param>
public sealed record ComplaintOrder(long? Entry, string? Said, string? Name, string? Contact, string? Body);

/// <summary>Withholdings and complaints, for programs that set a province up. The rules are those of the pages.</summary>
public sealed class Oversight
{
    private readonly IServiceProvider services;

    internal Oversight(IServiceProvider services) => this.services = services;

    public async Task<bool> AnyAsync(CancellationToken cancellation) =>
        (await services.GetRequiredService<WithholdingStore>().ListAsync(cancellation)).Count > 0;

    /// <summary>The new order's id; it holds once somebody else has confirmed it.</summary>
    public async Task<Outcome<Guid?>> WithholdAsync(Caller by, WithholdingOrder order, CancellationToken cancellation) =>
        Id(await Deed<WithholdAccesses>().RegisterAsync(by, order, cancellation), one => one.Id);

    public async Task<Outcome<Guid?>> ConfirmAsync(Caller by, Guid withholding, CancellationToken cancellation) =>
        Id(await Deed<WithholdAccesses>().ConfirmAsync(by, withholding, cancellation), one => one.Id);

    /// <summary>The new complaint's id.</summary>
    public async Task<Outcome<Guid?>> ComplainAsync(Caller by, ComplaintOrder order, CancellationToken cancellation) =>
        Id(await Deed<TakeComplaint>().RunAsync(by, order, cancellation), one => one.Id);

    public async Task<Outcome<Guid?>> AnswerAsync(Caller by, Guid complaint, string answer, CancellationToken cancellation) =>
        Id(await Deed<TakeComplaint>().AnswerAsync(by, complaint, answer, cancellation), one => one.Id);

    private T Deed<T>() where T : notnull => services.GetRequiredService<T>();

    private static Outcome<Guid?> Id<T>(Outcome<T> outcome, Func<T, Guid> id) where T : class =>
        outcome.Value is { } value ? id(value) : new Refusal(outcome.Problems);
}

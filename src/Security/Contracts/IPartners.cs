namespace Phusa.Security.Contracts;

/// <summary>A port: who from outside the province's agencies has people here, which only modules downstream know.</summary>
public interface IPartners
{
    Task<IReadOnlyList<Partner>> ListAsync(CancellationToken cancellation);
}

/// <param name="Code">Where an integrator's role has an agency's code otherwise; never that of an agency.</param>
public sealed record Partner(string Code, string Name);

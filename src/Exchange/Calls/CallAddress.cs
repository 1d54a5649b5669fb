namespace Phusa.Exchange.Calls;

/// <summary>Which service an address of the gateway means.</summary>
/// <param name="Member">The owner's code.</param>
internal readonly record struct CallAddress(string Member, string Service, int Version);

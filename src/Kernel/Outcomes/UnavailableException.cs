namespace Phusa.Kernel.Outcomes;

/// <summary>Something the platform cannot do without is out of reach for now; callers over HTTP are answered 503.</summary>
public class UnavailableException(string message, Exception cause) : Exception(message, cause);

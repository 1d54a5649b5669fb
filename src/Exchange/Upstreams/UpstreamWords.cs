using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Upstreams;

/// <summary>Ways to sign in as people read them.</summary>
internal static class UpstreamWords
{
    public static Text Of(AuthenticationKind kind) => kind switch
    {
        AuthenticationKind.None => T.AuthenticationNone,
        AuthenticationKind.Bearer => T.AuthenticationBearer,
        AuthenticationKind.Basic => T.AuthenticationBasic,
        _ => T.AuthenticationHeader,
    };
}

namespace Phusa.Host;

/// <summary>
/// HEAD is answered as GET is, without a body, because link checkers, caches and portals that harvest ask so. Kestrel
/// sends no body for it, whatever an endpoint writes. An endpoint that names HEAD itself is asked first.
/// </summary>
internal static class HeadRequests
{
    private static readonly object Routed = new();

    public static void UsePhusaRouting(this WebApplication app)
    {
        app.UseRouting();
        app.Use(AsGet);
        // Does nothing for a request that has its endpoint.
        app.UseRouting();
        app.Use(AsHead);
    }

    private static Task AsGet(HttpContext http, RequestDelegate next)
    {
        // The endpoint that refuses a method is the only one that has no route.
        if (HttpMethods.IsHead(http.Request.Method) && http.GetEndpoint() is not (null or RouteEndpoint))
        {
            http.SetEndpoint(null);
            http.Items[Routed] = Routed;
            http.Request.Method = HttpMethods.Get;
        }
        return next(http);
    }

    private static Task AsHead(HttpContext http, RequestDelegate next)
    {
        if (http.Items.Remove(Routed))
        {
            http.Request.Method = HttpMethods.Head;
        }
        return next(http);
    }
}

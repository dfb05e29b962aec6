using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace DriftStream.Aws;

/// <summary>The pipeline step that has every request signed with Signature Version 4; without it the SDK sends them unsigned.</summary>
internal sealed class SigV4Signing : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        AuthSchemeOption.DEFAULT_SIGV4;
}

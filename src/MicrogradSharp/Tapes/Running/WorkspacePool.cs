namespace MicrogradSharp.Tapes.Running;

/// <summary>Workspaces that no pass is using. A pass takes one and returns it, and a new one is made only if the pool is empty.</summary>
internal sealed class WorkspacePool<TWorkspace>(Func<TWorkspace> make)
{
    private readonly Lock _gate = new();
    private readonly Stack<TWorkspace> _free = [];

    public TWorkspace Take()
    {
        lock (_gate)
        {
            if (_free.TryPop(out var workspace)) return workspace;
        }
        return make();
    }

    public void Return(TWorkspace workspace)
    {
        lock (_gate) _free.Push(workspace);
    }
}

namespace MicrogradSharp.Tapes.Running;

/// <summary>Workspaces that no pass uses at the moment: a pass takes one and gives it back, and allocates only when none is there.</summary>
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

namespace MicrogradSharp.Tests.Tapes;

/// <summary>y = x. The first thread that computes it waits for another. On a busy machine, the pool takes seconds to start one.</summary>
internal sealed class Meeting : UnaryExpr
{
    private int _first;
    private volatile bool _isOver;

    public override string Symbol => "meeting";

    public bool HaveMet { get; private set; }

    public void Reset()
    {
        (_first, HaveMet) = (0, false);
        _isOver = false;
    }

    protected override double Evaluate(double x)
    {
        if (_isOver) return x;
        int thread = Environment.CurrentManagedThreadId;
        int first = Interlocked.CompareExchange(ref _first, thread, 0);
        if (first != 0 && first != thread) HaveMet = true;
        else SpinWait.SpinUntil(() => _isOver, TimeSpan.FromSeconds(60));
        _isOver = true;
        return x;
    }

    protected override double Slope(double x, double y) => 1;
}

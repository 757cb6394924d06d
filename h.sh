cx () 
{ 
    for k in "$@";
    do
        sk -- "$k";
        sleep .12;
    done;
    sleep .3;
    $T capture-pane -p -t m | sed -n '1p;39,40p' | awk -v p="[$*] " '{print p $0}'
}
